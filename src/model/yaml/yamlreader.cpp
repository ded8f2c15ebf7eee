// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/yaml/yamlreader.h"

#include "core/files.h"
#include "model/yaml/yamlbuilder.h"

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <QStringDecoder>

#include <algorithm>
#include <optional>
#include <sstream>
#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

SourceMark markAt(const QByteArray &content, qsizetype offset, const QString &file)
{
    const auto before = QByteArrayView(content).first(offset);
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    return {file,
            int(before.count('\n')) + 1,
            int(QString::fromUtf8(before.sliced(lineStart)).size()) + 1};
}

/// Line breaks that only go-yaml knows: behind one, a comment to yaml-cpp is a key to Compose.
std::optional<Error> oddLineBreak(const QByteArray &content, const QString &file)
{
    static constexpr std::pair<const char *, const char16_t *> kBreaks[] {
        {"\xc2\x85", u"U+0085"}, {"\xe2\x80\xa8", u"U+2028"}, {"\xe2\x80\xa9", u"U+2029"}};
    for (const auto &[bytes, name] : kBreaks) {
        if (const qsizetype at = content.indexOf(bytes); at >= 0) {
            return invalidInput(
                u"the file holds %1, which ends a line for Compose and for no other reader"_s.arg(
                    QStringView(name)),
                markAt(content, at, file),
                u"use LF or CRLF line ends"_s);
        }
    }
    return std::nullopt;
}

/// Compose reads UTF-16 and UTF-32 as well; here only one encoding counts.
std::optional<Error> otherEncoding(const QByteArray &raw, const QString &file)
{
    const auto found = QStringConverter::encodingForData(raw);
    if (!found || *found == QStringConverter::Utf8)
        return std::nullopt;
    return invalidInput(u"the file is written in %1; only UTF-8 is read here"_s.arg(
                            QString::fromLatin1(QStringConverter::nameForEncoding(*found))),
                        {file, 1, 1},
                        u"save it as UTF-8"_s);
}

/// A directive of another version than 1.1, which Compose refuses.
std::optional<Error> otherVersion(const QByteArray &content, const QString &file)
{
    int number = 0;
    for (qsizetype at = 0; at < content.size();) {
        const qsizetype end = content.indexOf('\n', at);
        const QByteArray line = content.mid(at, end < 0 ? -1 : end - at).simplified();
        ++number;
        if (line.startsWith("%YAML ") && line.split(' ').value(1) != "1.1")
            return invalidInput(u"the file says that it is %1; Compose reads YAML 1.1 only"_s.arg(
                                    QString::fromUtf8(line.sliced(1).simplified())),
                                {file, number, 1},
                                u"take the line out"_s);
        if (!line.isEmpty() && !line.startsWith('#') && !line.startsWith('%'))
            return std::nullopt;
        if (end < 0)
            return std::nullopt;
        at = end + 1;
    }
    return std::nullopt;
}

/// What is refused before the parser sees it: yaml-cpp takes byte 4 for the end of the file,
/// guesses UTF-16 from NULs, and does not count a lone carriage return as a line.
std::optional<Error> badBytes(const QByteArray &content, const QString &file)
{
    for (qsizetype at = 0; at < content.size(); ++at) {
        const auto byte = static_cast<unsigned char>(content.at(at));
        if (byte == 0x7f || (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r'))
            return invalidInput(
                u"the file holds a control character (0x%1), so it is not YAML"_s.arg(
                    byte, 2, 16, QChar(u'0')),
                markAt(content, at, file));
        if (byte == '\r' && content.mid(at + 1, 1) != "\n")
            return invalidInput(u"the file holds a carriage return that ends no line"_s,
                                markAt(content, at, file),
                                u"use LF or CRLF line ends"_s);
    }
    if (auto error = oddLineBreak(content, file))
        return error;
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder.decode(content);
    if (!decoder.hasError())
        return std::nullopt;
    const qsizetype first = decoded.indexOf(QChar::ReplacementCharacter);
    const qsizetype offset = decoded.first(std::max<qsizetype>(first, 0)).toUtf8().size();
    return invalidInput(u"the file is not UTF-8"_s,
                        markAt(content, std::min(offset, content.size()), file),
                        u"save it as UTF-8"_s);
}

/// The last line up to `line` (from 0) that is indented with a tab; -1 for none.
int tabbedLine(const QByteArray &content, int line)
{
    const QList<QByteArray> lines = content.split('\n');
    for (int at = std::min(line, int(lines.size()) - 1); at >= 0; --at) {
        const QByteArray &text = lines.at(at);
        const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
        const auto end = std::ranges::find_if_not(text, isBlank);
        if (end != text.end() && std::find(text.begin(), end, '\t') != end)
            return at;
    }
    return -1;
}

Error syntaxError(const YAML::Exception &exception,
                  const QByteArray &content,
                  const YamlBuilder &builder,
                  const QString &file)
{
    if (const int line = exception.mark.is_null() ? -1 : tabbedLine(content, exception.mark.line);
        line >= 0) {
        return invalidInput(u"the line is indented with a tab, which YAML does not allow"_s,
                            {file, line + 1, int(content.split('\n').at(line).indexOf('\t')) + 1},
                            u"indent with spaces"_s);
    }
    SourceMark where = builder.toMark(exception.mark);
    const int lastLine = int(content.count('\n')) + (content.endsWith('\n') ? 0 : 1);
    if (exception.mark.line >= lastLine) {
        return invalidInput(
            u"invalid YAML: the file ends inside a quoted text, a bracket or a brace"_s,
            {file, lastLine, 0},
            u"close it"_s);
    }
    return invalidInput(u"invalid YAML: "_s + QString::fromStdString(exception.msg),
                        where,
                        u"check indentation, quotes and brackets here and in the line above"_s);
}

constexpr int kMostDocuments = 100;

Error notAMapping(const YamlNode &root)
{
    return invalidInput(u"expected a mapping at the top, found "_s + root.describe(), root.mark());
}

/// Every document as it is, a null one for a place where nothing stands.
Result<QList<YamlNode>> documentsOf(const QByteArray &raw,
                                    const QString &file,
                                    YamlTags tags,
                                    qint64 largest,
                                    bool isForCompose = false)
{
    if (raw.size() > largest)
        return invalidInput(u"the file is larger than %1 MiB"_s.arg(largest / kLargestYaml),
                            {file, 0, 0});
    const QByteArray content = raw.startsWith("\xef\xbb\xbf") ? raw.sliced(3) : raw;
    if (auto error = otherEncoding(raw, file))
        return *error;
    if (auto error = badBytes(content, file))
        return *error;
    if (isForCompose) {
        if (auto error = otherVersion(content, file))
            return *error;
    }
    QList<YamlNode> documents;
    std::optional<YamlBuilder> builder;
    try {
        // yaml-cpp takes a quoted text that the end of the file cuts off; an end mark within it is
        // a fault.
        std::istringstream stream(content.toStdString() + "\n...\n");
        YAML::Parser parser(stream);
        const auto begin = [&] {
            builder.emplace(content, file, tags);
            if (isForCompose)
                builder->readAsCompose();
        };
        begin();
        while (parser.HandleNextDocument(*builder)) {
            const auto root = builder->result();
            if (!root)
                return root.error();
            if (documents.size() == kMostDocuments)
                return invalidInput(u"the file holds more than %1 documents"_s.arg(kMostDocuments),
                                    root->mark());
            documents += *root;
            begin();
        }
    } catch (const YAML::Exception &exception) {
        if (const auto built = builder->result(); !built)
            return built.error();
        return syntaxError(exception, content, *builder, file);
    } catch (const std::exception &exception) {
        return invalidInput(u"the file cannot be read as YAML: "_s
                                + QString::fromUtf8(exception.what()),
                            {file, 0, 0});
    }
    return documents;
}

} // namespace

Result<YamlNode> readYaml(const QString &path)
{
    return readFile(path, kLargestYaml).andThen([&](const QByteArray &content) {
        return parseYaml(content, path);
    });
}

Result<QList<YamlNode>> readYamlDocuments(const QString &path)
{
    const auto content = readFile(path, kLargestCompose);
    if (!content)
        return content.error();
    auto documents = documentsOf(*content, path, YamlTags::Core, kLargestCompose, true);
    if (!documents)
        return documents;
    if (documents->size() == 1 && documents->first().isNull())
        return QList<YamlNode>();
    for (const YamlNode &root : std::as_const(*documents)) {
        if (!root.isMap())
            return notAMapping(root);
    }
    return documents;
}

Result<YamlNode> parseYaml(const QByteArray &content, const QString &file, YamlTags tags)
{
    const auto documents = documentsOf(content, file, tags, kLargestYaml);
    if (!documents)
        return documents.error();
    for (qsizetype at = 1; at < documents->size(); ++at) {
        if (!documents->at(at).isNull())
            return invalidInput(u"the file holds several documents"_s,
                                documents->at(at).mark(),
                                u"keep one and remove the line \"---\""_s);
    }
    if (documents->isEmpty() || documents->first().isNull())
        return invalidInput(u"the file is empty"_s, {file, 0, 0});
    if (!documents->first().isMap())
        return notAMapping(documents->first());
    return documents->first();
}

} // namespace devstack
