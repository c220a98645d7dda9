// The program: arguments → run → messages. Built on src/octavo.h alone.
#include <csignal>
#include <cstdio>

#include "cli/report.h"

namespace {

std::atomic<bool> stop_requested{false};

void request_stop(int) { stop_requested.store(true); }

}  // namespace

int main(int count, char** values) {
    using namespace octavo;
    cli::Parsed parsed = cli::parse_arguments(count, values);
    if (!parsed.arguments) {
        std::fputs(parsed.text.c_str(), parsed.exit_code == exit_ok ? stdout : stderr);
        return parsed.exit_code;
    }
    std::signal(SIGINT, request_stop);
    std::signal(SIGTERM, request_stop);
    Result result;
    {
        cli::ProgressLine progress(!parsed.arguments->quiet);
        result = run(parsed.arguments->request, progress.sink(), &stop_requested);
    }
    bool words_only = parsed.arguments->request.action == Action::build || parsed.arguments->request.action == Action::booklet ||
                      parsed.arguments->request.action == Action::cover;
    if (!(parsed.arguments->quiet && words_only)) std::fputs(result.text.c_str(), stdout);
    std::fputs(cli::render_messages(result, *parsed.arguments).c_str(), stderr);
    if (std::fflush(stdout) != 0) return exit_bad_output;
    return result.exit_code;
}
