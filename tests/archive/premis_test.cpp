// PREMIS 3: each unit's parts are there, in the order that the schema (premis.xsd, version 3.0) has them in.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "archive/premis.h"

namespace octavo::archive {
namespace {

struct Element {
    std::string name, text;
    std::vector<Element> children;
};

/// Reads what the writer writes: elements with a prefix, text without references.
class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}
    Element read() {
        at_ = text_.find("<premis:premis");
        return element();
    }

private:
    Element element() {
        Element made;
        auto end = text_.find_first_of(" >", at_);
        made.name = text_.substr(at_ + 8, end - at_ - 8);
        at_ = text_.find('>', at_) + 1;
        while (text_.substr(at_, 2) != "</") {
            if (text_[at_] == '<') made.children.push_back(element());
            else made.text += text_[at_++];
        }
        at_ = text_.find('>', at_) + 1;
        return made;
    }
    std::string_view text_;
    std::size_t at_ = 0;
};

/// The schema's sequences, of what is written here; '!' marks what is required.
std::map<std::string, std::vector<std::string>> const sequences{
    {"premis", {"object", "event", "agent", "rights"}},
    {"object", {"objectIdentifier!", "preservationLevel", "significantProperties", "objectCharacteristics!", "originalName", "storage",
                "signatureInformation", "relationship", "linkingEventIdentifier", "linkingRightsStatementIdentifier"}},
    {"objectIdentifier", {"objectIdentifierType!", "objectIdentifierValue!"}},
    {"objectCharacteristics", {"compositionLevel", "fixity", "size", "format!", "creatingApplication", "inhibitors"}},
    {"fixity", {"messageDigestAlgorithm!", "messageDigest!", "messageDigestOriginator"}},
    {"format", {"formatDesignation", "formatRegistry", "formatNote"}},
    {"formatDesignation", {"formatName!", "formatVersion"}},
    {"creatingApplication", {"creatingApplicationName", "creatingApplicationVersion", "dateCreatedByApplication"}},
    {"relationship", {"relationshipType!", "relationshipSubType!", "relatedObjectIdentifier!", "relatedEventIdentifier"}},
    {"relatedObjectIdentifier", {"relatedObjectIdentifierType!", "relatedObjectIdentifierValue!", "relatedObjectSequence"}},
    {"linkingEventIdentifier", {"linkingEventIdentifierType!", "linkingEventIdentifierValue!"}},
    {"event", {"eventIdentifier!", "eventType!", "eventDateTime!", "eventDetailInformation", "eventOutcomeInformation", "linkingAgentIdentifier",
               "linkingObjectIdentifier"}},
    {"eventIdentifier", {"eventIdentifierType!", "eventIdentifierValue!"}},
    {"eventDetailInformation", {"eventDetail"}},
    {"eventOutcomeInformation", {"eventOutcome", "eventOutcomeDetail"}},
    {"eventOutcomeDetail", {"eventOutcomeDetailNote"}},
    {"linkingAgentIdentifier", {"linkingAgentIdentifierType!", "linkingAgentIdentifierValue!", "linkingAgentRole"}},
    {"linkingObjectIdentifier", {"linkingObjectIdentifierType!", "linkingObjectIdentifierValue!", "linkingObjectRole"}},
    {"agent", {"agentIdentifier!", "agentName", "agentType", "agentVersion", "agentNote", "agentExtension", "linkingEventIdentifier"}},
    {"agentIdentifier", {"agentIdentifierType!", "agentIdentifierValue!"}},
};

void check(Element const& element, std::size_t& checked) {
    auto sequence = sequences.find(element.name);
    if (sequence == sequences.end()) {
        EXPECT_TRUE(element.children.empty()) << element.name;
        EXPECT_FALSE(element.text.empty()) << element.name;
        return;
    }
    ++checked;
    std::size_t last = 0;
    for (Element const& child : element.children) {
        auto same = [&](std::string const& name) { return name == child.name || name == child.name + "!"; };
        auto place = std::find_if(sequence->second.begin(), sequence->second.end(), same);
        ASSERT_NE(place, sequence->second.end()) << child.name << " in " << element.name;
        auto index = static_cast<std::size_t>(place - sequence->second.begin());
        EXPECT_GE(index, last) << child.name << " in " << element.name;
        last = index;
        check(child, checked);
    }
    for (std::string const& name : sequence->second) {
        if (!name.ends_with('!')) continue;
        auto is = [&](Element const& child) { return child.name + "!" == name; };
        EXPECT_TRUE(std::any_of(element.children.begin(), element.children.end(), is)) << name << " in " << element.name;
    }
}

TEST(Premis, HasTheSchemasOrder) {
    Premis premis;
    premis.objects = {{"data/a.pdf", "ab", 5, "", true, {"data/a.xml"}, {}, {"creation"}},
                      {"data/fonts/a.otf", "cd", 6, "/usr/share/fonts/a.otf", false, {}, {}, {}},
                      {"data/reports/a.xml", "ef", 7, "", false, {}, {"data/a.pdf"}, {"packing"}}};
    premis.events = {{"creation", "creation", "2026-11-24T00:00:00Z", "made", "success", "well", {"data/a.xml"}, {"data/a.pdf"}}};
    premis.agent = {"octavo", "octavo", "0.1.0", {"ran with zlib 1.2.13"}, {"creation"}};
    std::string text = write_premis(premis);
    Element root = Reader(text).read();
    std::size_t checked = 0;
    check(root, checked);
    EXPECT_EQ(root.children.size(), 5u);
    EXPECT_GT(checked, 25u);
    EXPECT_NE(text.find("xmlns:premis=\"http://www.loc.gov/premis/v3\""), std::string::npos);
    EXPECT_NE(text.find("<premis:originalName>/usr/share/fonts/a.otf</premis:originalName>"), std::string::npos);
}

TEST(MediaTypes, GoByTheEnding) {
    EXPECT_EQ(media_type_of("data/editions/a.epub"), "application/epub+zip");
    EXPECT_EQ(media_type_of("data/licences/x/copyright"), "text/plain");
    EXPECT_EQ(media_type_of("data/odd.thing"), "application/octet-stream");
}

}  // namespace
}  // namespace octavo::archive
