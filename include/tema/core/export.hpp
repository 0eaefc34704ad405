#pragma once

/// Marks what a shared library shows; all else in it is hidden. An implementation detail of the headers.
#define TEMA_EXPORT __attribute__((visibility("default")))
