// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "model/yaml/yamlnode.h"
#include "model/yaml/yamlreader.h"

#include <yaml-cpp/eventhandler.h>

#include <QHash>
#include <QList>

#include <optional>
#include <vector>

namespace devstack {

/// Builds the tree of one document from yaml-cpp's events and stops building at the first fault, so
/// that what a hostile file costs is bounded by its size and by the budgets of
/// model/yaml/yamlreader.h. Private to the YAML reader.
class YamlBuilder final : public YAML::EventHandler
{
public:
    /// `content` must outlive the builder; its lines turn yaml-cpp's byte columns into columns of
    /// characters.
    YamlBuilder(const QByteArray &content, const QString &file, YamlTags tags);

    /// Refuses what other readers take and Compose's does not.
    void readAsCompose();

    Result<YamlNode> result() const;

    void OnDocumentStart(const YAML::Mark &) override { }
    void OnDocumentEnd() override { }
    void OnAnchor(const YAML::Mark &mark, const std::string &name) override;
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override;
    void OnScalar(const YAML::Mark &mark,
                  const std::string &tag,
                  YAML::anchor_t anchor,
                  const std::string &value) override;
    void OnSequenceStart(const YAML::Mark &mark,
                         const std::string &tag,
                         YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override;
    void OnSequenceEnd() override;
    void OnMapStart(const YAML::Mark &mark,
                    const std::string &tag,
                    YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override;
    void OnMapEnd() override;

    /// A place of yaml-cpp as ours: from 1, columns in UTF-16 units.
    SourceMark toMark(const YAML::Mark &mark) const;

private:
    struct Frame
    {
        YamlNode::Data data;
        YAML::anchor_t anchor = 0;
        std::optional<YamlNode::Entry> key; ///< read, its value still to come
        QHash<QString, SourceMark> seen;
        std::optional<YamlNode::Entry> merge; ///< the value of `<<`
    };

    void checkEscapes(const YAML::Mark &mark);
    void checkTagEnd(const YAML::Mark &mark);
    void checkValue(const YamlNode &scalar, const YAML::Mark &mark);
    QString checkedTag(const std::string &tag, const YAML::Mark &mark);
    void open(YamlNode::Kind kind,
              const YAML::Mark &mark,
              const std::string &tag,
              YAML::anchor_t anchor,
              YAML::EmitterStyle::value style);
    void close();
    void add(const YamlNode &node, const SourceMark &place, YAML::anchor_t anchor, bool aliased);
    void addKey(Frame &frame, const YamlNode &node, const SourceMark &place);
    void addEntry(Frame &frame, const YamlNode &node, bool aliased);
    void applyMerge(Frame &frame);
    void shineThrough(Frame &frame, const YamlNode::Entry &merged);
    void mergeMap(Frame &frame, const YamlNode &map);
    void grow(Frame &frame, const YamlNode &child, const SourceMark &place);
    void fail(const QString &message, const SourceMark &mark, const QString &hint = {});

    const QByteArray &m_content;
    QString m_file;
    YamlTags m_tags;
    bool m_isForCompose = false;
    bool m_mayHoldEscapes = false; ///< “\/”
    bool m_mayHoldResets = false; ///< the tag !reset
    qint64 m_mostValues; ///< with aliases expanded
    int m_lastLine; ///< from 0
    std::vector<qsizetype> m_lineStarts; ///< only for content that is not all ASCII
    std::vector<Frame> m_frames;
    QHash<YAML::anchor_t, YamlNode> m_anchors;
    std::optional<YamlNode> m_root;
    std::optional<Error> m_error;
    qint64 m_values = 0;
};

} // namespace devstack
