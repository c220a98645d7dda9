#include "base/parallel_map.h"

#include <atomic>
#include <gtest/gtest.h>
#include <numeric>
#include <stdexcept>
#include <string>

namespace octavo::base {
namespace {

TEST(ParallelMap, KeepsTheOrderOfTheItems) {
    for (unsigned workers : {0U, 1U, 2U, 8U}) {
        auto squares = parallel_map(1000, workers, [](std::size_t i) { return std::to_string(i * i); });
        ASSERT_EQ(squares.size(), 1000U);
        for (std::size_t i = 0; i < squares.size(); ++i) ASSERT_EQ(squares[i], std::to_string(i * i));
    }
    EXPECT_TRUE(parallel_map(0, 4, [](std::size_t i) { return i; }).empty());
}

TEST(ParallelMap, EachItemIsDoneOnce) {
    std::vector<std::atomic<int>> done(5000);
    parallel_for(done.size(), 4, [&](std::size_t i) { ++done[i]; });
    for (auto const& count : done) ASSERT_EQ(count.load(), 1);
}

TEST(ParallelMap, TheExceptionOfTheSmallestItemComesThrough) {
    for (unsigned workers : {1U, 4U}) {
        try {
            parallel_for(100, workers, [](std::size_t i) {
                if (i >= 10) throw std::runtime_error(std::to_string(i));
            });
            FAIL();
        } catch (std::runtime_error const& error) {
            EXPECT_STREQ(error.what(), "10");
        }
    }
}

}  // namespace
}  // namespace octavo::base
