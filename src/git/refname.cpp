// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/refname.h"

#include "core/text.h"
#include "git/library.h"

namespace devstack::git {

using namespace Qt::StringLiterals;

Result<> checkedRef(const QString &ref)
{
    ensureLibrary();
    if (ref.isEmpty())
        return ok();
    int valid = 0;
    const QByteArray name = "refs/heads/" + ref.toUtf8();
    if (!ref.startsWith(u'-') && git_reference_name_is_valid(&valid, name.constData()) == 0
        && valid)
        return ok();
    return invalidInput(u"“%1” is not a name of a branch, tag or commit."_s.arg(printable(ref)));
}

} // namespace devstack::git
