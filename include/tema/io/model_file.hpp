#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/topics/topic_model.hpp"

#include <string>

namespace tema { inline namespace v0 {

/// Writes a topic model as a file in the safetensors format, which Python and Rust read, too
/// (https://github.com/huggingface/safetensors).
///
/// Metadata (strings): "format" is "tema topic model", "format_version" 1, "tema_version"; "options",
/// "topics" (labels and terms), "weighting" and "analysis" are JSON. Tensors, n texts, t terms, k clusters:
///
/// | name | type | shape | |
/// |---|---|---|---|
/// | vocabulary.bytes | U8 | bytes | the terms' UTF-8, one behind the other |
/// | vocabulary.offsets | I64 | t + 1 | where each term begins, and the last ends |
/// | vocabulary.order | I32 | t | the terms in the order of their bytes |
/// | weights | F64 | t | of the terms |
/// | mixture.log_probabilities | F32 | t × width | columns past the k-th pad it to a multiple of 16 |
/// | mixture.mixing_weights | F64 | k | |
/// | reduction.components | F32 | t × rank | k-means has this and the next two in the mixture's place |
/// | reduction.singular_values | F64 | rank | |
/// | clusters.centroids | F32 | k × rank | |
/// | clusters.topics | I32 | k | the topic of each cluster |
/// | counts.data | I32 | | topics × terms by rows: texts that have the term |
/// | counts.indices, counts.indptr | I32, I64 | | where these are, as scipy takes them |
/// | counts.sizes | I64 | topics | texts of each |
/// | assignments.topic | I32 | n | |
/// | assignments.score, assignments.margin | F32 | n | |
///
/// The texts themselves are not in it, nor terms that the model left out. A file of the same path is replaced
/// as a whole, or, if anything fails, left as it was. Throws Error{io}, and Cancelled on a stop.
TEMA_EXPORT void save_model(const TopicModel& model, const std::string& path, const RunContext& run = {});

struct LoadOptions {
  /// Take a model although this library analyses texts in another way than the one that made it did: terms
  /// that it cuts or folds differently are then not found.
  bool allow_mismatch = false;
};

/// Reads a model that save_model wrote. Every byte is verified before it is used, so that a file of a
/// stranger does no harm: it is refused, or is a model. Takes about twice the file's size in memory.
///
/// Throws Error{io} for a file that cannot be read; Error{format}, naming the file and the field, for one
/// that is damaged or no model; Error{mismatch}, which says what differs, for a model of a library whose
/// analysis of text differs (other stop words or rules; another ICU where dictionaries cut the model's terms)
/// or of a later format; Cancelled on a stop.
[[nodiscard]] TEMA_EXPORT TopicModel load_model(const std::string& path, const LoadOptions& options = {},
                                                const RunContext& run = {});

}}  // namespace tema::v0
