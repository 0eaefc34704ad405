#pragma once

#include <string>
#include <vector>

/// Goes the way step by step, with Eigen's matrices passing between this program and the library.
void print_vectors_and_clusters(const std::vector<std::string>& texts);
