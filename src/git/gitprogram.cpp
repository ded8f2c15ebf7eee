// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/gitprogram.h"

namespace devstack::git {

using namespace Qt::StringLiterals;

ProcessSpec gitProgram(const QStringList &arguments, const QString &directory)
{
    ProcessSpec spec;
    spec.program = u"git"_s;
    spec.arguments = QStringList {u"-c"_s,
                                  u"core.hooksPath=/dev/null"_s,
                                  u"-c"_s,
                                  u"core.fsmonitor=false"_s,
                                  u"-c"_s,
                                  u"core.askPass="_s,
                                  u"-c"_s,
                                  u"protocol.ext.allow=never"_s,
                                  u"-c"_s,
                                  u"gc.auto=0"_s,
                                  u"-c"_s,
                                  u"maintenance.auto=false"_s}
        + arguments;
    spec.directory = directory;
    spec.environment.insert(u"GIT_TERMINAL_PROMPT"_s, u"0"_s);
    // Set but empty: git then asks no program, SSH_ASKPASS included.
    spec.environment.insert(u"GIT_ASKPASS"_s, QString());
    spec.environment.remove(u"SSH_ASKPASS"_s);
    spec.environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    for (const QString &variable : {u"GIT_DIR"_s, u"GIT_WORK_TREE"_s, u"GIT_INDEX_FILE"_s})
        spec.environment.remove(variable);
    return spec;
}

} // namespace devstack::git
