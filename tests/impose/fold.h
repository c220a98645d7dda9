// Sheets as hands treat them: folded, nested, gathered, cut, turned. Knows where a plan's cells lie, and nothing of how
// the plan was made.
#pragma once
#include <cstdint>
#include <map>
#include <vector>

#include "impose/scheme.h"

namespace octavo::test {

/// The two sides of one cell of paper.
struct Leaf {
    std::uint32_t recto = impose::blank_page, verso = impose::blank_page;
};

/// The cell of a side; each place must be taken once.
inline impose::Cell const& at(std::vector<impose::Cell> const& side, unsigned column, unsigned row) {
    impose::Cell const* found = nullptr;
    for (impose::Cell const& cell : side) {
        if (cell.column != column || cell.row != row) continue;
        if (found != nullptr) throw std::runtime_error("two pages in one cell");
        found = &cell;
    }
    if (found == nullptr || found->rotation != 0) throw std::runtime_error("a cell is empty or upside down");
    return *found;
}

/// What is on the paper behind the front's cell, as the sheet is turned.
inline std::uint32_t behind(impose::Plan const& plan, impose::Sheet const& sheet, unsigned column, unsigned row) {
    bool sideways = plan.turn == impose::Turn::sideways;
    return at(sheet.back, sideways ? plan.columns - 1U - column : column, sideways ? row : plan.rows - 1U - row).page;
}

/// Folds each signature's sheets together with their fronts outside, the fold at the binding's edge, and reads the leaves.
inline std::vector<std::uint32_t> read_folded(impose::Plan const& plan, impose::Binding binding) {
    std::map<std::uint32_t, std::vector<impose::Sheet const*>> signatures;
    for (impose::Sheet const& sheet : plan.sheets) {
        auto& nested = signatures[sheet.signature];
        if (sheet.depth != nested.size()) throw std::runtime_error("a sheet is not where its depth says");
        nested.push_back(&sheet);
    }
    // With the fold at the left and the front outside, the cell that faces the reader is the right one, and so on.
    unsigned column = binding == impose::Binding::left ? 1 : 0, row = binding == impose::Binding::top ? 1 : 0;
    unsigned other_column = binding == impose::Binding::right ? 1 : 0, other_row = 0;
    std::vector<std::uint32_t> read;
    for (auto const& [number, sheets] : signatures) {
        for (auto sheet = sheets.begin(); sheet != sheets.end(); ++sheet) {
            read.push_back(at((*sheet)->front, column, row).page);
            read.push_back(behind(plan, **sheet, column, row));
        }
        for (auto sheet = sheets.rbegin(); sheet != sheets.rend(); ++sheet) {
            read.push_back(behind(plan, **sheet, other_column, other_row));
            read.push_back(at((*sheet)->front, other_column, other_row).page);
        }
    }
    return read;
}

/// Cuts the pile into stacks and lays them on one another in reading order.
inline std::vector<std::uint32_t> read_stacked(impose::Plan const& plan, impose::Binding binding) {
    std::vector<std::uint32_t> read;
    for (unsigned row = 0; row < plan.rows; ++row) {
        for (unsigned i = 0; i < plan.columns; ++i) {
            unsigned column = binding == impose::Binding::right ? plan.columns - 1U - i : i;
            for (impose::Sheet const& sheet : plan.sheets) {
                read.push_back(at(sheet.front, column, row).page);
                read.push_back(behind(plan, sheet, column, row));
            }
        }
    }
    return read;
}

}  // namespace octavo::test
