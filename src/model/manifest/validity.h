// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace devstack {

// What may stand in files that strangers write. All are pure; "option" means that a program which
// is handed the text as an argument could take it for one.

/// A name of an IDA, service, variant, seed, command …: letters, digits, ".", "_", "-", beginning
/// with a letter or digit, at most 63 characters.
bool isName(const QString &text);
/// A host name of a container: as a name, dots and underscores included, at most 253 characters.
bool isHostName(const QString &text);
/// The name of an environment variable or secret.
bool isVariableName(const QString &text);
/// No control characters and no leading "-": safe as one argument.
bool isArgument(const QString &text);
/// http or https with a host of at most 253 characters and, where it names a port, 1 to 65535.
bool isHttpUrl(const QString &text);
/// Whether a URL has a user or password before its host.
bool carriesCredentials(const QString &url);
/// http, https, ssh, git or file URL, host:path as ssh takes it, a path, or a bare name; no git
/// transport helpers
/// ("ext::"), no options.
bool isRepositoryAddress(const QString &text);
/// A branch, tag or commit by the rules of git-check-ref-format(1), and no option.
bool isGitRef(const QString &text);
/// An image reference as the Engine takes it: [DOMAIN/]PATH[:TAG][@DIGEST], the path in lower case
/// (grammar of the distribution project's reference package), digests of their full length.
bool isImageReference(const QString &text);
/// A relative path or glob that stays inside its folder: not absolute, no "..", no backslash.
bool isConfinedPath(const QString &text);

} // namespace devstack
