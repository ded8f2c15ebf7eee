// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/httpreader.h"

#include <http_parser.h>

#include <QMap>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kHeaderLimit = 64 * 1024;
const QString kAfterTheEnd = u"bytes after the end of the answer"_s;

Error nonsense(const QString &detail)
{
    return protocolError(u"The container engine sent an answer that cannot be understood."_s,
                         u"Check that the endpoint is a Docker-compatible engine."_s)
        .because(detail);
}

} // namespace

struct HttpReader::State
{
    http_parser parser {};
    BodySink sink;
    QMap<QByteArray, QByteArray> headers;
    QByteArray field;
    QByteArray value;
    qsizetype headerBytes = 0;
    bool inValue = false;
    bool headerComplete = false;
    bool complete = false;
    bool switched = false;

    static State &of(http_parser *parser) { return *static_cast<State *>(parser->data); }

    /// Names and values arrive in pieces; a pair is finished when the next name or the end comes.
    void keepHeader()
    {
        if (!field.isEmpty())
            headers.insert(field.toLower(), value);
        field.clear();
        value.clear();
        inValue = false;
    }

    int grow(qsizetype bytes)
    {
        headerBytes += bytes;
        return headerBytes > kHeaderLimit ? 1 : 0;
    }

    static const http_parser_settings &settings();
};

const http_parser_settings &HttpReader::State::settings()
{
    static const http_parser_settings kSettings = [] {
        http_parser_settings made;
        http_parser_settings_init(&made);
        made.on_status = [](http_parser *parser, const char *, size_t size) {
            return of(parser).grow(qsizetype(size));
        };
        made.on_header_field = [](http_parser *parser, const char *at, size_t size) {
            State &state = of(parser);
            if (state.inValue)
                state.keepHeader();
            state.field.append(at, qsizetype(size));
            return state.grow(qsizetype(size));
        };
        made.on_header_value = [](http_parser *parser, const char *at, size_t size) {
            State &state = of(parser);
            state.inValue = true;
            state.value.append(at, qsizetype(size));
            return state.grow(qsizetype(size));
        };
        made.on_headers_complete = [](http_parser *parser) {
            State &state = of(parser);
            state.keepHeader();
            // 1xx answers come before the real one; 101 is the real one.
            if (parser->status_code >= 100 && parser->status_code < 200
                && parser->status_code != 101) {
                return 0;
            }
            state.headerComplete = true;
            return 0;
        };
        made.on_body = [](http_parser *parser, const char *at, size_t size) {
            of(parser).sink(QByteArrayView(at, qsizetype(size)));
            return 0;
        };
        made.on_message_complete = [](http_parser *parser) {
            State &state = of(parser);
            state.complete = state.headerComplete;
            // Stops here, so that a second answer in the same bytes does not become part of it.
            if (state.complete && !parser->upgrade)
                http_parser_pause(parser, 1);
            return 0;
        };
        return made;
    }();
    return kSettings;
}

HttpReader::HttpReader(BodySink sink)
    : m_state(std::make_unique<State>())
{
    http_parser_init(&m_state->parser, HTTP_RESPONSE);
    m_state->parser.data = m_state.get();
    m_state->sink = std::move(sink);
}

HttpReader::~HttpReader() = default;

Result<> HttpReader::feed(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return ok();
    if (m_state->switched) {
        m_state->sink(bytes);
        return ok();
    }
    if (m_state->complete)
        return nonsense(kAfterTheEnd);
    const size_t used = http_parser_execute(
        &m_state->parser, &State::settings(), bytes.data(), static_cast<size_t>(bytes.size()));
    if (HTTP_PARSER_ERRNO(&m_state->parser) == HPE_PAUSED) {
        if (qsizetype(used) < bytes.size())
            return nonsense(kAfterTheEnd);
        return ok();
    }
    if (HTTP_PARSER_ERRNO(&m_state->parser) != HPE_OK) {
        if (m_state->headerBytes > kHeaderLimit)
            return nonsense(u"the header is larger than 64 KiB"_s);
        return nonsense(
            QString::fromLatin1(http_errno_description(HTTP_PARSER_ERRNO(&m_state->parser))));
    }
    if (m_state->parser.upgrade && m_state->headerComplete) {
        m_state->switched = true;
        if (qsizetype(used) < bytes.size())
            m_state->sink(bytes.sliced(qsizetype(used)));
    }
    return ok();
}

Result<> HttpReader::finish()
{
    if (m_state->switched || m_state->complete)
        return ok();
    // A length of zero tells the parser about the end; a body without a length ends that way.
    http_parser_execute(&m_state->parser, &State::settings(), nullptr, 0);
    if (!m_state->complete)
        return nonsense(u"the connection was closed in the middle of the answer"_s);
    return ok();
}

bool HttpReader::headerComplete() const
{
    return m_state->headerComplete;
}

bool HttpReader::complete() const
{
    return m_state->complete && !m_state->switched;
}

int HttpReader::status() const
{
    return m_state->parser.status_code;
}

QByteArray HttpReader::header(const QByteArray &name) const
{
    return m_state->headers.value(name);
}

} // namespace devstack
