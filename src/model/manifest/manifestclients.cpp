// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/manifest/manifestsections.h"
#include "model/manifest/validity.h"

namespace devstack {

using namespace Qt::StringLiterals;

QMap<QString, ClientNeeds> ManifestSections::clients(const YamlNode &node)
{
    QMap<QString, ClientNeeds> result;
    for (const YamlNode::Entry &entry : namedMap(node, u"clients"_s)) {
        const QString what = u"clients."_s + entry.key;
        ClientNeeds needs;
        for (const auto &[key, keyMark, value, aliased, fromMerge] :
             map(entry.value, what, u"clients"_s)) {
            for (const YamlNode &item : list(value, what + u'.' + key)) {
                if (key == u"users")
                    needs.users.append(
                        clientUser(item, u"%1.users[%2]"_s.arg(what).arg(needs.users.size())));
                else
                    needs.oauth.append(
                        clientOauth(item, u"%1.oauth[%2]"_s.arg(what).arg(needs.oauth.size())));
            }
        }
        result.insert(entry.key, needs);
    }
    return result;
}

QString ManifestSections::argument(const YamlNode &node, const QString &what)
{
    return validText(
        node,
        what,
        isArgument,
        u"text that no program takes for an option (no leading \"-\", no control characters)"_s);
}

ClientUser ManifestSections::clientUser(const YamlNode &node, const QString &what)
{
    ClientUser result;
    result.mark = node.mark();
    for (const auto &[key, keyMark, value, aliased, fromMerge] : map(node, what, u"user"_s)) {
        const QString path = what + u'.' + key;
        if (key == u"name")
            result.name = argument(value, path);
        else if (key == u"email")
            result.email = argument(value, path);
        else if (key == u"staff")
            result.staff = boolean(value, path);
        else if (key == u"superuser")
            result.superuser = boolean(value, path);
    }
    if (result.name.isEmpty())
        fail(what + u": the key \"name\" is missing"_s, node.mark());
    return result;
}

ClientOauth ManifestSections::clientOauth(const YamlNode &node, const QString &what)
{
    ClientOauth result;
    result.mark = node.mark();
    for (const auto &[key, keyMark, value, aliased, fromMerge] : map(node, what, u"oauth"_s)) {
        const QString path = what + u'.' + key;
        if (key == u"id")
            result.id = argument(value, path);
        else if (key == u"secret")
            result.secret = argument(value, path);
        else if (key == u"name")
            result.name = argument(value, path);
        else if (key == u"grant")
            result.grant = choice(
                value,
                path,
                {u"authorization-code"_s, u"client-credentials"_s, u"password"_s, u"implicit"_s});
        else if (key == u"redirect_uris") {
            for (const YamlNode &item : list(value, path)) {
                // A comma would make two redirect addresses of one where the list is joined.
                result.redirectUris.append(validText(
                    item,
                    path,
                    [](const QString &text) { return isHttpUrl(text) && !text.contains(u','); },
                    u"an http or https URL without commas"_s));
            }
        }
    }
    if (result.id.isEmpty() || result.secret.isEmpty())
        fail(what + u": \"id\" and \"secret\" are both needed"_s, node.mark());
    if (result.name.isEmpty())
        result.name = result.id;
    if (result.grant.isEmpty())
        result.grant
            = result.redirectUris.isEmpty() ? u"client-credentials"_s : u"authorization-code"_s;
    return result;
}

} // namespace devstack
