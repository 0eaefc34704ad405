#pragma once

/// The version of these headers, as three numbers. It follows semantic versioning from 1.0 on.
#define TEMA_VERSION_MAJOR 0
#define TEMA_VERSION_MINOR 1
#define TEMA_VERSION_PATCH 0
