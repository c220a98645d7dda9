// Google Benchmark's main, which says first where the corpus is absent: there is then nothing to measure.
#include <cstdio>

#include "bench/novel.h"

int main(int count, char** values) {
    benchmark::Initialize(&count, values);
    if (benchmark::ReportUnrecognizedArguments(count, values)) return 64;
    if (octavo::bench::novel_folder().empty()) {
        std::puts("SKIPPED: no corpus (OCTAVO_CORPUS, else ../shared/corpus beside the project): the benchmarks need its novel");
        return 0;
    }
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
