// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/propose/proposal.h"

#include "foreign/propose/languages.h"
#include "foreign/propose/proposedtext.h"

namespace devstack {

using namespace Qt::StringLiterals;

Result<std::optional<ProposedEnvironment>> proposeEnvironment(const Checkout &checkout,
                                                              std::stop_token stop)
{
    const QString file = u"Dockerfile"_s;
    const bool hasDockerfile = checkout.has(file);
    const Dockerfile dockerfile
        = hasDockerfile ? readDockerfile(checkout, file, stop) : Dockerfile();
    if (stop.stop_requested())
        return cancelled();
    if (dockerfile.refusal)
        return *dockerfile.refusal;
    auto program = programOf(checkout, dockerfile);
    if (!program)
        return std::optional<ProposedEnvironment>();
    ProposedEnvironment proposal;
    proposal.program = *std::move(program);
    const bool isDjango = proposal.program.framework == Program::Framework::Django;
    if (isDjango)
        proposal.backends = backendsOfSettings(checkout, proposal.program.settings);
    if (!isDjango || proposal.program.settings.isEmpty())
        proposal.backends = backendsOfLibraries(checkout, proposal.program.libraries);
    for (const ProposedBackend &backend : std::as_const(proposal.backends)) {
        for (auto it = backend.variables.begin(); it != backend.variables.end(); ++it) {
            proposal.program.environment.insert(it.key(), *it);
            proposal.program.environmentGrounds.insert(it.key(), backend.grounds);
        }
    }
    if (!hasDockerfile)
        proposal.dockerfile = proposedDockerfile(checkout, proposal.program);
    const ProposedText text = proposedText(proposal);
    proposal.compose = text.compose;
    proposal.guesses = text.guesses;
    return std::optional<ProposedEnvironment>(std::move(proposal));
}

} // namespace devstack
