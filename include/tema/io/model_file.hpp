#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/topics/topic_model.hpp"

#include <string>

namespace tema { inline namespace v0 {

/// Writes a topic model as a file in the safetensors format (https://github.com/huggingface/safetensors),
/// which Python and Rust read, too.
///
/// The metadata are strings: "format" is "tema topic model", "format_version" is "1", and "tema_version" is
/// the version of the library. The others are JSON: "options" (TopicOptions), "topics" (labels, terms and
/// representatives), "weighting" (how terms are weighted), "analysis" (the source of tokens, learnt stems
/// and the fingerprint of the analysis), and "fit" (agreement over seeds, convergence, whether the topics
/// were given, ill-formed parts, languages). Each tensor has a checksum, too.
///
/// The tensors, for n texts, t terms, k clusters and m topics:
///
/// | name | type | shape | content |
/// |---|---|---|---|
/// | vocabulary.bytes | U8 | bytes | the UTF-8 of the terms, concatenated |
/// | vocabulary.offsets | I64 | t + 1 | where each term begins; then where the last one ends |
/// | vocabulary.order | I32 | t | the numbers of the terms in the order of their bytes |
/// | weights | F64 | t | the weights of the terms |
/// | mixture.log_probabilities | F32 | t × width | k columns, padded to a multiple of 16 |
/// | mixture.priors | F64 | k | MultinomialMixture::mixing_weights() |
/// | reduction.components | F32 | t × rank | the directions of the SVD |
/// | reduction.singular_values | F64 | rank | |
/// | clusters.centroids | F32 | k × rank | the centroids of k-means |
/// | clusters.topics | I32 | k | the topic of each cluster |
/// | counts.data | I32 | entries | topics × terms by rows: the texts of a topic that have the term |
/// | counts.indices, counts.indptr | I32, I64 | entries, m + 1 | their columns and rows, as scipy has them |
/// | counts.sizes | I64 | m | the number of texts of each topic |
/// | assignments.topic | I32 | n | the topic of each text, or -1 |
/// | assignments.score, assignments.margin | F32 | n | |
///
/// A model of the mixture has the two `mixture` tensors. A model of k-means has the `reduction` tensors and
/// `clusters.centroids` instead.
///
/// The texts are not in the file, nor are terms that the model left out. A file of the same path is replaced
/// as a whole or, if anything fails, left as it was. Throws Error{io}; Cancelled on a stop.
TEMA_EXPORT void save_model(const TopicModel& model, const std::string& path, const RunContext& run = {});

struct LoadOptions {
  /// Accept a model although this library analyses texts differently from the library that made it. Terms
  /// that it cuts or folds differently are then not found.
  bool allow_mismatch = false;
};

/// Reads a model that save_model wrote. Every byte is verified before it is used, so a file from a stranger
/// does no harm: either it is refused, or it is a working model. Takes about twice the size of the file in
/// memory.
///
/// Throws Error{io} for a file that cannot be read. Throws Error{format}, naming the file and the field, for
/// a file that is damaged or not a model. Throws Error{mismatch}, telling what differs, for a model of a
/// later format, or of a library whose analysis of text differs (other stop words or rules; another ICU,
/// where dictionaries cut the terms of the model). Throws Cancelled on a stop.
[[nodiscard]] TEMA_EXPORT TopicModel load_model(const std::string& path, const LoadOptions& options = {},
                                                const RunContext& run = {});

}}  // namespace tema::v0
