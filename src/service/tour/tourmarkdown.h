// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/tour/tour.h"

namespace devstack {

/// A foreign text within Markdown: shown as it is, whatever it holds (markup, HTML, links,
/// mentions, pipes, control and bidirectional characters). Pure.
QString markdownText(const QString &text);
/// The same as code: a path, a line of a file. Pure.
QString markdownCode(const QString &text);
/// The text between the quotes of a Mermaid label: shown as it is, on one line, at most 60
/// characters. Pure.
QString mermaidText(const QString &text);

/// The whole tour as Markdown (GitHub's), with the dependencies as a Mermaid graph. The same tour
/// gives the same text. Names no folder of this machine. Pure.
QString tourMarkdown(const WorkspaceTour &tour);

} // namespace devstack
