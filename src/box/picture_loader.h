// Reads pictures through the Workspace and tells what could not be read: the picture's place then shows its alternative text.
#pragma once
#include "box/box_tree.h"

namespace octavo::box {

class PictureLoader {
public:
    struct Input {
        BoxTree& tree;
        dom::Document const& document;
        io::Workspace& workspace;
        base::StageContext const& stage;
        base::Diagnostics& diagnostics;
    };
    explicit PictureLoader(Input const& input) : input_(input) {}

    struct Request {
        std::string_view reference;
        std::string_view from_name;    ///< the resource it is seen from; empty: the root
        std::string_view alternative;
        base::SourceSpan where;
    };
    /// The index in BoxTree::pictures.
    [[nodiscard]] std::uint32_t load(Request const& request);
    /// The same for an element that refers to it by that attribute.
    [[nodiscard]] std::uint32_t load_element(NodeId element, std::string_view reference);
    /// An <svg> element in the text.
    [[nodiscard]] std::uint32_t load_inline_svg(NodeId svg);

private:
    void diagnose(Request const& request, base::Diagnostic const& cause);
    Input input_;
};

/// The subtree as an SVG file of its own, with the namespaces it needs.
[[nodiscard]] std::string serialize_svg(dom::Document const& document, NodeId svg);

}  // namespace octavo::box
