// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>
#include <utility>

namespace devstack {

/// Of several questions only the last one's answer counts: earlier ones may come later.
///
/// Lives on one thread. An answer that comes after this object is gone is dropped.
class LatestAnswer
{
public:
    LatestAnswer() = default;
    LatestAnswer(const LatestAnswer &) = delete;
    LatestAnswer &operator=(const LatestAnswer &) = delete;
    ~LatestAnswer() { forget(); }

    /// Wraps what is to be done with the answer of a question that is asked now. The result is
    /// called as `use` is, and does nothing once another question was asked.
    template <typename Use> auto only(Use use)
    {
        return [newest = m_newest, mine = ++*m_newest, use = std::move(use)](auto &&...answer) {
            if (*newest == mine)
                use(std::forward<decltype(answer)>(answer)...);
        };
    }

    /// No question that was asked so far is answered any more.
    void forget() { ++*m_newest; }

private:
    std::shared_ptr<int> m_newest = std::make_shared<int>(0);
};

} // namespace devstack
