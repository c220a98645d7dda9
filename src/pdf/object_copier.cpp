#include "pdf/object_copier.h"

#include "pdf/pdf_syntax.h"

namespace octavo::pdf {

std::uint32_t ObjectCopier::number_of(QPDFObjectHandle const& object) {
    auto [found, fresh] = numbers_.try_emplace(object.getObjectID(), 0);
    if (fresh) {
        found->second = writer_.reserve();
        pending_.push_back({object, found->second});
    }
    return found->second;
}

void ObjectCopier::append(std::string& out, QPDFObjectHandle const& object) {
    QPDFObjectHandle handle = object;
    if (handle.isIndirect()) return append_reference(out, number_of(handle));
    if (handle.isDictionary()) return append_dictionary(out, handle, false);
    if (handle.isArray()) {
        out += '[';
        for (auto const& item : handle.aitems()) {
            append(out, item);
            out += ' ';
        }
        if (out.back() == ' ') out.pop_back();
        out += ']';
        return;
    }
    out += handle.unparse();
}

void ObjectCopier::append_dictionary(std::string& out, QPDFObjectHandle const& dictionary, bool of_stream) {
    QPDFObjectHandle handle = dictionary;
    auto named = [&](char const* key, char const* value) {
        QPDFObjectHandle entry = handle.getKeyIfDict(key);
        return entry.isName() && entry.getName() == value;
    };
    bool image = named("/Subtype", "/Image");
    if (!of_stream) out += "<<";
    for (auto const& [key, value] : handle.ditems()) {
        if ((of_stream && key == "/Length") || (image && key == "/Interpolate")) continue;
        out += QPDFObjectHandle::newName(key).unparse();
        out += ' ';
        std::string changed = filter_ != nullptr ? filter_->entry(handle, key, value) : std::string();
        if (changed.empty())
            append(out, value);
        else
            out += changed;
    }
    if (named("/Subtype", "/CIDFontType2") && !handle.hasKey("/CIDToGIDMap")) out += "/CIDToGIDMap/Identity";
    if (!of_stream) out += ">>";
}

bool ObjectCopier::learn_fonts(QPDFObjectHandle const& resources) {
    QPDFObjectHandle handle = resources;
    QPDFObjectHandle fonts = handle.getKeyIfDict("/Font");
    if (!fonts.isDictionary()) return false;
    for (auto const& [key, value] : fonts.ditems()) {
        auto& slot = fonts_[key.substr(1)];
        if (slot) continue;
        QPDFObjectHandle font = value;
        QPDFObjectHandle cmap = font.getKeyIfDict("/ToUnicode");
        if (!cmap.isStream()) {
            slot = std::make_unique<FontText>();
            continue;
        }
        auto data = cmap.getStreamData(qpdf_dl_generalized);
        slot = std::make_unique<FontText>(read_to_unicode({reinterpret_cast<char const*>(data->getBuffer()),
                                                           data->getSize()}));
        slot->hyphens_are_soft = hyphens_ == Hyphens::soft;
        to_unicode_[cmap.getObjectID()] = slot.get();
    }
    return true;
}

FontText* ObjectCopier::font(std::string_view resource_name) {
    auto found = fonts_.find(std::string(resource_name));
    return found == fonts_.end() ? nullptr : found->second.get();
}

void ObjectCopier::copy_pending() {
    while (!pending_.empty()) {
        Pending next = pending_.front();
        pending_.pop_front();
        copy(next);
    }
}

void ObjectCopier::copy(Pending const& pending) {
    QPDFObjectHandle object = pending.object;
    std::string text;
    if (!object.isStream()) {
        if (filter_ != nullptr && object.isDictionary()) filter_->look_at(object);
        if (object.isDictionary())
            append_dictionary(text, object, false);
        else
            text = object.unparseResolved();
        return writer_.write_object(pending.number, text);
    }
    auto repaired = to_unicode_.find(object.getObjectID());
    if (repaired != to_unicode_.end() && repaired->second->repaired)
        return writer_.write_compressed(pending.number, {}, write_to_unicode(*repaired->second));
    if (auto changed = filter_ != nullptr ? filter_->stream(object) : std::nullopt) {
        append_dictionary(text, changed->dictionary, true);
        text += changed->entries;
        if (changed->form == FilteredStream::Form::to_compress)
            return writer_.write_compressed(pending.number, text, changed->bytes);
        return writer_.write_stream(pending.number, text, changed->bytes);
    }
    append_dictionary(text, object.getDict(), true);
    auto data = object.getRawStreamData();
    writer_.write_stream(pending.number, text, {reinterpret_cast<char const*>(data->getBuffer()), data->getSize()});
}

}  // namespace octavo::pdf
