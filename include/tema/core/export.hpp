#pragma once

/// Marks what a shared library exports; everything else is hidden. An implementation detail of the headers.
#define TEMA_EXPORT __attribute__((visibility("default")))
