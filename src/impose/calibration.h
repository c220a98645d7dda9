// A sheet that shows how far a printer's backs lie off its fronts: scales on the front, pointers on the back. Held against
// the light, each pointer crosses its scale at the number that --back-offset wants, whichever way the sheet is turned.
#pragma once
#include <string>

#include "impose/imposition.h"

namespace octavo::impose {

/// Writes both sides to `target`, which the caller commits; returns what to do, as plain text.
std::string write_calibration(Options const& options, io::Artefact& target);

}  // namespace octavo::impose
