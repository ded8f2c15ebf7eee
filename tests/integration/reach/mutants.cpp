// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "mutants.h"

namespace devstack::testing {

namespace {

/// A text in double quotes with some characters as escapes.
QByteArray escaped(const QByteArray &value, std::mt19937 &random)
{
    QByteArray text = "\"";
    for (const char c : value) {
        const auto code
            = QByteArray::number(static_cast<unsigned char>(c), 16).rightJustified(2, '0');
        switch (random() % 6) {
        case 0:
            text += "\\x" + code;
            break;
        case 1:
            text += "\\u00" + code;
            break;
        default:
            if (c == '"' || c == '\\')
                text += '\\';
            text += c;
        }
    }
    return text + '"';
}

} // namespace

QByteArray Mutants::variables()
{
    return "OUT=/srv/decoy\nMOUNT=/srv/decoy:/z\nYES=true\nHOST=host\nPORT=0.0.0.0:18099\n"
           "IN=./data\nEMPTY=\nQUOTED='/srv/quoted' # note\nNESTED=${OUT}/deep\nexport "
           "LATE=/srv/late\n";
}

const QSet<QByteArray> &Mutants::keys()
{
    static const QSet<QByteArray> kKeys {
        "image",       "volumes",  "type",   "source",       "target",
        "privileged",  "ports",    "pid",    "network_mode", "cap_add",
        "devices",     "env_file", "path",   "required",     "security_opt",
        "extra_hosts", "ipc",      "build",  "context",      "additional_contexts",
        "sysctls",     "logging",  "driver", "userns_mode",  "net.core.somaxconn",
        "runtime",     "<<"};
    return kKeys;
}

std::size_t Mutants::below(std::size_t limit)
{
    const std::size_t chosen = m_random() % limit;
    m_shape += char(chosen);
    return chosen;
}

const char *Mutants::oneOf(const QList<const char *> &choices)
{
    return choices.at(qsizetype(below(std::size_t(choices.size()))));
}

QByteArray Mutants::path()
{
    return oneOf({"/srv/decoy",
                  "/etc",
                  "../out",
                  "~/x",
                  "${OUT}",
                  "${NONE:-/srv/d}",
                  "$OUT/sub",
                  "./in",
                  "${IN}",
                  "/srv/[a]",
                  "${QUOTED}",
                  "${NESTED}",
                  "${LATE:?no}",
                  "./in/../../up",
                  "${EMPTY:-/srv/e}",
                  "./in${EMPTY-/no}",
                  "${YES:+/srv/yes}",
                  "/srv/a$$b",
                  "/var/run/docker.sock",
                  "/srv/ä",
                  "/srv/with space",
                  "."});
}

QByteArray Mutants::written(const QByteArray &value)
{
    switch (below(11)) {
    case 0:
        return '\'' + QByteArray(value).replace('\'', "''") + '\'';
    case 1:
        return escaped(value, m_random);
    case 2:
        return "!!str " + escaped(value, m_random);
    case 3:
        return "!!binary " + value.toBase64();
    case 4:
        return "&a" + QByteArray::number(int(m_random() % 1000000)) + " \"" + value + '"';
    case 5:
        return '"' + value.left(value.size() / 2) + "\\\n          " + value.mid(value.size() / 2)
            + '"';
    case 6:
        return value + " # note";
    case 7:
        return "! \"" + value + '"';
    default:
        return '"' + value + '"';
    }
}

QByteArray Mutants::key(const QByteArray &name)
{
    switch (below(8)) {
    case 0:
        return escaped(name, m_random);
    case 1:
        return "? " + name + "\n    ";
    case 2:
        return "!!str " + name;
    case 3:
        return '\'' + name + "' ";
    default:
        return name;
    }
}

QByteArray Mutants::property()
{
    const QByteArray place = path();
    switch (below(22)) {
    case 0:
    case 1:
        return key("volumes") + ": [" + written(place + ":/x" + oneOf({"", ":ro", ":rw,z"}))
            + "]\n";
    case 2:
        return key("volumes") + ": [{type: bind, source: " + written(place) + ", target: /x}]\n";
    case 3:
        return key("volumes") + ": ["
            + written(oneOf({"${MOUNT}", "/srv/decoy${NONE:-:/y}", "${OUT}:/y"})) + "]\n";
    case 4:
        return key("privileged") + ": "
            + oneOf({"true",
                     "'true'",
                     "!!bool true",
                     "!!str true",
                     "${YES}",
                     "${NONE:-true}",
                     "false",
                     "${NONE:-false}",
                     "TRUE",
                     "yes",
                     "on",
                     "1"})
            + '\n';
    case 5:
        return key("ports") + ": ["
            + written(oneOf({"0.0.0.0:18080:80",
                             "${PORT}:80",
                             "127.0.0.1:18081:81",
                             "[::]:18082:82",
                             "0.0.0.0:18083-18084:83-84",
                             "10.0.0.1::85",
                             "18086:86",
                             "${NONE:-0.0.0.0}:18087:87"}))
            + "]\n";
    case 6:
        return key("pid") + ": " + written(oneOf({"host", "${HOST}", "${NONE:-host}"})) + '\n';
    case 7:
        return key("network_mode") + ": " + written(oneOf({"host", "${HOST}", "bridge", "none"}))
            + '\n';
    case 8:
        return key("cap_add") + ": [" + written(oneOf({"SYS_ADMIN", "ALL", "${CAP:-NET_ADMIN}"}))
            + "]\n";
    case 9:
        return key("devices") + ": ["
            + written(oneOf({"/dev/kvm", "/dev/sda:/dev/x", "${DEV:-/dev/fuse}"})) + "]\n";
    case 10:
        // No folder: Compose would refuse every file with it.
        return key("env_file")
            + ": [{path: " + written((place.endsWith(".sock") ? "/srv/decoy" : place) + "/e")
            + ", required: false}]\n";
    case 11:
        return key("security_opt") + ": [" + written("seccomp:unconfined") + "]\n";
    case 12:
        return key("extra_hosts") + ": ["
            + written(oneOf({"h:host-gateway", "h=host-gateway", "h:10.0.0.1"})) + "]\n";
    case 13:
        return key("ipc") + ": " + written("host") + '\n';
    case 14:
        return key("build") + ": {context: " + written(place) + ", additional_contexts: ["
            + written(oneOf({"a=/etc", "a=./in", "${ADD:-a=/srv}"})) + "]}\n";
    case 15:
        return "# note" + QByteArray(oneOf({"\xc2\x85", "\xe2\x80\xa8", "\xe2\x80\xa9", " "}))
            + "    privileged: true\n";
    case 16:
        return key("sysctls") + ": {net.core.somaxconn: " + written("1024") + "}\n";
    case 17:
        return key("userns_mode") + ": " + written("host") + '\n';
    case 18:
        return key("logging") + ": {driver: " + written(oneOf({"syslog", "json-file", "local"}))
            + "}\n";
    case 19:
        return key("runtime") + ": " + written("evil") + '\n';
    case 20:
        return "<<: {privileged: true}\n";
    default:
        return key("volumes") + ":\n      - >-\n        " + place
            + ":/x\n      - |-\n        /srv/l:/y\n";
    }
}

QByteArray Mutants::service()
{
    m_shape.clear();
    QByteArray text = "    image: x\n    " + property();
    // Bytes at random, seldom: most such files are refused by both readers.
    m_isScrambled = m_random() % 6 == 0;
    if (m_isScrambled) {
        static const QByteArray kBytes = "!&*:,[]{}#|>'\"$~/ \t%@`\\-?=<\x7f";
        text[qsizetype(m_random() % std::size_t(text.size()))]
            = kBytes.at(qsizetype(m_random() % std::size_t(kBytes.size())));
    }
    return text;
}

} // namespace devstack::testing
