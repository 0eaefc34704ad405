#pragma once

#include <cstddef>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

/// Golden files: a line is fields between tabs, or a comment.
namespace reference {

using Fields = std::vector<std::string>;

inline Fields split_at_tabs(const std::string& line) {
  Fields fields;
  std::size_t begin = 0;
  for (std::size_t end = line.find('\t'); end != std::string::npos; end = line.find('\t', begin)) {
    fields.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  fields.push_back(line.substr(begin));
  return fields;
}

/// The lines of a file that are no comments.
inline std::vector<Fields> golden_lines(const std::string& path) {
  std::ifstream file(path);
  if (!file.is_open()) throw std::runtime_error(path + " cannot be read");
  std::vector<Fields> lines;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with('#')) lines.push_back(split_at_tabs(line));
  }
  return lines;
}

}  // namespace reference
