#pragma once

/// Includes all of tema::io, the library that reads and writes files.

#include "tema/io/assignments.hpp"
#include "tema/io/corpus_reader.hpp"
#include "tema/io/csv_writer.hpp"
#include "tema/io/json_writer.hpp"
#include "tema/io/mapped_model.hpp"
#include "tema/io/matrix_file.hpp"
#include "tema/io/matrix_market.hpp"
#include "tema/io/model_file.hpp"
#include "tema/io/output_file.hpp"
#include "tema/io/report.hpp"
#include "tema/io/whole_text.hpp"
#include "tema/io/word_list.hpp"
