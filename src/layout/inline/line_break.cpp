#include "layout/inline/line_break.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>

namespace octavo::layout {
namespace {

constexpr std::int64_t infinite_demerits = std::numeric_limits<std::int64_t>::max() / 4;
/// Ratios are in 1/1000; past this one a line is as bad as any (keeps cubes within 64 bits).
constexpr std::int64_t ratio_limit = 30'000;
/// Filling a line by expansion alone costs as if spaces were changed by this ratio: breaks ties towards the natural width.
constexpr std::int64_t expansion_ratio = 200;
/// A way to a breakpoint whose number of lines is this much further from the best way's than is asked for in the end is given up: on
/// measures of a few words, or in endless paragraphs, nearly any number can be had, and none of them is of use.
constexpr std::uint32_t lines_aside = 3;
/// So many nodes are looked through for those that no way leads over any more.
constexpr std::size_t most_nodes = std::size_t{1} << 19;

struct Node {
    std::uint32_t point = 0;          // index of the breakpoint + 1; 0: the paragraph's start
    std::uint32_t line = 0;           // lines so far
    std::uint32_t previous = 0;       // node
    std::int64_t demerits = 0;
    std::uint8_t fitness = 1;
    std::uint8_t hyphens = 0;         // divided words at line ends in a row
    bool loose = false;
    bool overfull = false;
};

enum class Fit : std::uint8_t { fits, too_long, too_loose };

struct LineCost {
    Fit fit = Fit::fits;
    std::int64_t ratio = 0;           // 1/1000, negative: shrunk
    std::int64_t strain = 0;          // the ratio without rescue: what the line costs
    bool overfull = false;
};

/// Fitness classes as in TeX: tight, decent, loose, very loose (The TeXbook, chapter 14).
std::uint8_t fitness_of(std::int64_t ratio) {
    if (ratio < -500) return 0;
    if (ratio <= 500) return 1;
    return ratio <= 1000 ? 2 : 3;
}

class Search {
public:
    Search(std::span<BreakPoint const> points, LineBreakRules const& rules, std::int64_t tolerance)
        : points_(points), rules_(rules), tolerance_(tolerance) {
        for (std::size_t line = 0; line < std::max<std::size_t>(rules.widths.size() + 1, 2); ++line) {
            Length width = line < rules.widths.size() ? rules.widths[line] : rules.measure;
            targets_.push_back(width - (line == 0 ? rules.first_indent : rules.hang_indent));
        }
    }

    /// False when the last breakpoint cannot be reached within the tolerance.
    bool run(bool accept_overfull) {
        nodes_.clear();
        active_.clear();
        nodes_.push_back({});
        active_.push_back(0);
        for (std::uint32_t j = 0; j < points_.size(); ++j) {
            if (!visit(j, accept_overfull)) return false;
            if (nodes_.size() > collect_at_) collect();
        }
        return true;
    }

    std::vector<BrokenLines> solutions(std::size_t& best) const {
        std::uint32_t best_node = *std::min_element(active_.begin(), active_.end(), [&](std::uint32_t a, std::uint32_t b) {
            return std::pair(nodes_[a].demerits, nodes_[a].line) < std::pair(nodes_[b].demerits, nodes_[b].line);
        });
        auto best_line = static_cast<std::int64_t>(nodes_[best_node].line);
        std::vector<BrokenLines> result;
        for (std::int64_t line = best_line - rules_.spread; line <= best_line + rules_.spread; ++line) {
            std::uint32_t found = 0;
            for (std::uint32_t a : active_) {
                if (nodes_[a].line == line && (found == 0 || nodes_[a].demerits < nodes_[found].demerits)) found = a;
            }
            if (found == 0) continue;
            if (line == best_line) best = result.size();
            result.push_back(trace(found));
        }
        return result;
    }

private:
    Length target(std::uint32_t line) const { return targets_[std::min<std::size_t>(line, targets_.size() - 1)]; }

    LineCost cost(Node const& from, BreakPoint const& to) const {
        Sums start = from.point == 0 ? Sums{} : points_[from.point - 1].start;
        LongLength slack = target(from.line) - (to.end.width - start.width);
        LineCost result;
        LongLength expansion = (to.end.glyphs - start.glyphs) * rules_.expansion / 1000;
        bool justified = rules_.justification == Justification::justified;
        if (slack < 0) {
            LongLength room = justified ? to.end.shrink - start.shrink : 0;
            LongLength over = -slack - (justified ? expansion : 0);
            if (over > room) return {Fit::too_long, -1000, -1000, true};
            if (!justified) return result;
            result.ratio = over <= 0 ? slack * expansion_ratio / std::max<LongLength>(expansion, 1) : -over * 1000 / std::max<LongLength>(room, 1);
            result.strain = result.ratio;
            return result;
        }
        if (to.filled || (to.forced && justified)) return result;
        LongLength room = justified ? to.end.stretch - start.stretch : rules_.ragged_room;
        LongLength left = justified ? slack - expansion : slack;
        if (left <= 0) {
            result.ratio = slack * expansion_ratio / std::max<LongLength>(expansion, 1);
        } else if (room <= 0 || left > room * (ratio_limit / 1000)) {
            result.ratio = ratio_limit;
        } else {
            result.ratio = left * 1000 / room;
        }
        if (to.forced && rules_.justification == Justification::ragged) result.ratio = 0;
        result.strain = result.ratio;
        if (result.ratio > rules_.loose_ratio && rules_.expansion > 0 && room > 0) {
            left -= rescue_of(left, room * 100 / stretch_percent, to.end.glyphs - start.glyphs);
            result.ratio = std::min(ratio_limit, left * 1000 / room);
        }
        if (result.ratio > tolerance_) result.fit = Fit::too_loose;
        return result;
    }

    std::int64_t demerits(Node const& from, BreakPoint const& to, LineCost const& cost, std::uint8_t fitness, bool last) const {
        std::int64_t r = std::abs(cost.strain);
        std::int64_t badness = 100 * r * r / 1000 * r / 1'000'000;
        std::int64_t line = rules_.line_penalty + badness;
        std::int64_t total = line * line;
        std::int64_t penalty = to.hyphen == 1 ? rules_.hyphen_penalty + to.penalty : to.penalty;
        total += penalty * penalty;
        if (cost.ratio > rules_.loose_ratio) total += rules_.loose_line;
        if (to.shows_hyphen() && from.hyphens > 0) total += rules_.double_hyphen * (from.hyphens < rules_.hyphen_run ? 1 : 100);
        if (from.line > 0 && std::abs(int{fitness} - int{from.fitness}) > 1) total += rules_.fitness_jump;
        if (last && from.point != 0) {
            if (points_[from.point - 1].hyphen == 1) total += rules_.hyphen_before_last;
            LongLength width = to.end.width - points_[from.point - 1].start.width;
            if (width < rules_.runt_width && !to.filled) total += rules_.runt;
        }
        return total;
    }

    /// Tries to end a line at breakpoint `j` from every active node; nodes that can reach no further are dropped.
    bool visit(std::uint32_t j, bool accept_overfull) {
        BreakPoint const& to = points_[j];
        bool last = j + 1 == points_.size();
        fresh_.clear();
        open_slots();
        std::size_t kept = 0;
        LineCost line;
        std::uint32_t point = 0;
        Length room = -1;                 // of the line that `line` is the cost of
        Node rescue;
        bool have_rescue = false;
        for (std::size_t k = 0; k < active_.size(); ++k) {
            std::uint32_t a = active_[k];
            Node const& from = nodes_[a];
            if (room < 0 || from.point != point || target(from.line) != room) {   // ways to one breakpoint stand side by side
                line = cost(from, to);
                point = from.point;
                room = target(from.line);
            }
            bool drop = line.fit == Fit::too_long || to.forced;
            if (line.fit == Fit::fits) {
                propose(a, j, line, last);
            } else if (accept_overfull) {
                // Least bad outcome when nothing fits: the shortest overfull line, else the loosest one.
                Node node{j + 1, from.line + 1, a, from.demerits + infinite_demerits / 1'000'000, 3, 0, line.fit == Fit::too_loose,
                          line.overfull};
                bool later = !have_rescue || nodes_[rescue.previous].point < from.point ||
                             (nodes_[rescue.previous].point == from.point && node.demerits < rescue.demerits);
                if (later) {
                    rescue = node;
                    have_rescue = true;
                }
            }
            if (!drop) active_[kept++] = a;
        }
        active_.resize(kept);
        if (fresh_.empty() && active_.empty()) {
            if (!have_rescue) return false;
            fresh_.push_back(rescue);
        }
        keep_near_best();
        for (Node const& node : fresh_) {
            active_.push_back(static_cast<std::uint32_t>(nodes_.size()));
            nodes_.push_back(node);
        }
        return true;
    }

    void propose(std::uint32_t a, std::uint32_t j, LineCost const& line, bool last) {
        Node const& from = nodes_[a];
        BreakPoint const& to = points_[j];
        std::uint8_t hyphens = to.shows_hyphen() ? static_cast<std::uint8_t>(std::min(from.hyphens + 1, 250)) : std::uint8_t{0};
        if (hyphens > rules_.hyphen_run && to.hyphen == 1) return;   // a word's own hyphens may leave no other way
        if (rules_.hyphen_zone >= 0 && to.hyphen == 1 && is_full_without(from, to)) return;
        std::uint8_t fitness = fitness_of(line.ratio);
        std::int64_t total = from.demerits + demerits(from, to, line, fitness, last);
        std::uint32_t& slot = slot_of(from.line + 1, fitness, hyphens);
        if (slot != 0) {
            Node& node = fresh_[slot - 1];
            if (total < node.demerits) {
                node.demerits = total;
                node.previous = a;
                node.loose = line.ratio > rules_.loose_ratio;
            }
            return;
        }
        slot = static_cast<std::uint32_t>(fresh_.size() + 1);
        fresh_.push_back({j + 1, from.line + 1, a, total, fitness, hyphens, line.ratio > rules_.loose_ratio, false});
    }

    /// hyphenate-limit-zone (css-text-4 §6.3.5): the line that ends before the divided word would do.
    bool is_full_without(Node const& from, BreakPoint const& to) const {
        if (to.word_start <= from.point) return false;
        LongLength start = from.point == 0 ? 0 : points_[from.point - 1].start.width;
        return target(from.line) - (points_[to.word_start - 1].end.width - start) <= rules_.hyphen_zone;
    }

    // --- the fresh nodes by what they must differ in

    void open_slots() {
        std::uint32_t most = 0;
        least_line_ = std::numeric_limits<std::uint32_t>::max();
        for (std::uint32_t a : active_) {
            least_line_ = std::min(least_line_, nodes_[a].line + 1);
            most = std::max(most, nodes_[a].line + 1);
        }
        if (active_.empty()) least_line_ = 0;
        slots_.assign((most - least_line_ + 1) * slots_a_line, 0);
        many_hyphens_.clear();
    }
    std::uint32_t& slot_of(std::uint32_t line, std::uint8_t fitness, std::uint8_t hyphens) {
        if (hyphens < told_hyphens) return slots_[(line - least_line_) * slots_a_line + fitness * told_hyphens + hyphens];
        return many_hyphens_[{line, fitness, hyphens}];
    }

    void keep_near_best() {
        if (fresh_.size() <= 1) return;
        auto best = std::min_element(fresh_.begin(), fresh_.end(), [](Node const& a, Node const& b) { return a.demerits < b.demerits; })->line;
        std::uint32_t aside = static_cast<std::uint32_t>(rules_.spread) + lines_aside;
        std::erase_if(fresh_, [&](Node const& node) { return node.line + aside < best || node.line > best + aside; });
    }

    /// Nodes that no active one goes back to are of no use any more.
    void collect() {
        std::vector<std::uint32_t> moved(nodes_.size(), 0);
        constexpr std::uint32_t wanted = 1;
        moved[0] = wanted;
        for (std::uint32_t a : active_) {
            for (std::uint32_t at = a; moved[at] == 0; at = nodes_[at].previous) moved[at] = wanted;
        }
        std::uint32_t next = 0;
        for (std::uint32_t at = 0; at < nodes_.size(); ++at) {
            if (moved[at] == 0) continue;
            nodes_[next] = nodes_[at];
            nodes_[next].previous = moved[nodes_[at].previous];   // it stands before: moved already
            moved[at] = next++;
        }
        nodes_.resize(next);
        for (std::uint32_t& a : active_) a = moved[a];
        collect_at_ = std::max(most_nodes, nodes_.size() * 2);
    }

    BrokenLines trace(std::uint32_t node) const {
        BrokenLines lines;
        lines.demerits = nodes_[node].demerits;
        for (; node != 0; node = nodes_[node].previous) {
            lines.breaks.push_back(nodes_[node].point - 1);
            lines.loose += nodes_[node].loose;
            lines.overfull = lines.overfull || nodes_[node].overfull;
        }
        std::reverse(lines.breaks.begin(), lines.breaks.end());
        return lines;
    }

    std::span<BreakPoint const> points_;
    LineBreakRules const& rules_;
    std::int64_t tolerance_;
    std::vector<Length> targets_;     // by line; the last holds for all that follow
    std::vector<Node> nodes_;
    std::vector<std::uint32_t> active_;
    std::vector<Node> fresh_;

    static constexpr std::uint32_t told_hyphens = 4, slots_a_line = 4 * told_hyphens;
    std::vector<std::uint32_t> slots_;   // index in fresh_ + 1, by line, fitness and divided words in a row
    std::map<std::array<std::uint32_t, 3>, std::uint32_t> many_hyphens_;
    std::uint32_t least_line_ = 0;
    std::size_t collect_at_ = most_nodes;
};

/// Fewest lines first, then the evenest: CSS Text 4 §5.3.1 (text-wrap: balance).
std::vector<BrokenLines> balanced(std::vector<BrokenLines> solutions, std::size_t& best) {
    solutions.resize(1);
    best = 0;
    return solutions;
}

}  // namespace

std::vector<BrokenLines> break_lines(std::span<BreakPoint const> points, LineBreakRules const& rules, std::size_t& best) {
    if (points.empty()) return {};
    for (std::int64_t tolerance : {std::int64_t{rules.tolerance}, std::int64_t{2'500}, std::int64_t{6'000}, ratio_limit}) {
        Search search(points, rules, tolerance);
        if (!search.run(false)) continue;
        auto solutions = search.solutions(best);
        return rules.justification == Justification::balanced ? balanced(std::move(solutions), best) : solutions;
    }
    Search search(points, rules, ratio_limit);
    if (!search.run(true)) return {};
    return search.solutions(best);
}

}  // namespace octavo::layout
