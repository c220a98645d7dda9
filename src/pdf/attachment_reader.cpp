#include "pdf/attachment_reader.h"

#include <exception>
#include <fmt/format.h>
#include <stdexcept>

#include "pdf/qpdf.h"
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFExc.hh>

namespace octavo::pdf {
namespace {

/// Keeps what flows in, and stops a stream that unpacks to more than is left.
class LimitedSink : public Pipeline {
public:
    LimitedSink(std::string& into, std::uint64_t& left) : Pipeline("attachment", nullptr), into_(into), left_(left) {}
    void write(unsigned char const* data, std::size_t length) override {
        exceeded_ = exceeded_ || length > left_;
        if (exceeded_) throw std::length_error("too much");  // which libqpdf takes for a damaged stream
        left_ -= length;
        into_.append(reinterpret_cast<char const*>(data), length);
    }
    void finish() override {}
    [[nodiscard]] bool exceeded() const { return exceeded_; }

private:
    bool exceeded_ = false;
    std::string& into_;
    std::uint64_t& left_;
};

}  // namespace

tl::expected<std::map<std::string, std::string>, std::string> read_attachments(std::string_view pdf, std::uint64_t most_bytes) {
    std::map<std::string, std::string> files;
    try {
        QPDF document;
        document.setSuppressWarnings(true);
        document.setAttemptRecovery(false);
        document.processMemoryFile("PDF", pdf.data(), pdf.size());
        for (auto const& [key, specification] : QPDFEmbeddedFileDocumentHelper(document).getEmbeddedFiles()) {
            auto [file, fresh] = files.try_emplace(specification->getFilename());
            if (!fresh) return tl::unexpected(fmt::format("two of its embedded files are called '{}'", file->first));
            QPDFObjectHandle stream = specification->getEmbeddedFileStream();
            if (!stream.isStream()) return tl::unexpected(fmt::format("its embedded file '{}' has no content", file->first));
            LimitedSink sink(file->second, most_bytes);
            bool filtered = false;
            if (!stream.pipeStreamData(&sink, &filtered, 0, qpdf_dl_generalized, true, false)) {
                return tl::unexpected(fmt::format("its embedded file '{}' {}", file->first, sink.exceeded() ? "unpacks to too much" : "is damaged"));
            }
        }
    } catch (QPDFExc const& failure) {
        return tl::unexpected(failure.getMessageDetail());
    } catch (std::exception const& failure) {
        return tl::unexpected(std::string(failure.what()));
    }
    return files;
}

}  // namespace octavo::pdf
