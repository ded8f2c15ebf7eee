// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/comparing/comparisontext.h"
#include "ui/controllers/comparison.h"
#include "ui/models/comparisonrows.h"
#include "ui/models/listmodel.h"
#include "ui/platform/qmlinstance.h"

namespace devstack {

/// The sheet of schemas: production's, what the migrations give and the live one, object by object,
/// with what each difference means and the statement that would close it.
class SchemaDifferences : public devstack::Comparison, // qualified for qmllint
                          public QmlInstance<SchemaDifferences>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// "store/db: no difference in 12 objects."; else how many there are.
    Q_PROPERTY(QString summary READ summary NOTIFY shownChanged)
    /// The snapshot or dump that stands for production; empty: there is none.
    Q_PROPERTY(QString production READ production NOTIFY shownChanged)
    /// There is something that the live database is compared with.
    Q_PROPERTY(bool compares READ compares NOTIFY shownChanged)
    /// Which of the schemas are the same, where no object differs.
    Q_PROPERTY(QString agreement READ agreement NOTIFY shownChanged)
    /// What the columns are worth, one sentence each.
    Q_PROPERTY(QStringList notes READ notes NOTIFY shownChanged)
    /// Migrations that the live database lacks, one sentence; empty: none.
    Q_PROPERTY(QString pending READ pending NOTIFY shownChanged)
    /// Of SchemaObjectRow.
    Q_PROPERTY(devstack::GadgetListModel *objects READ objects CONSTANT)
    /// The key of the object that is shown in full, and the object.
    Q_PROPERTY(QString object READ object WRITE setObject NOTIFY objectChanged)
    Q_PROPERTY(devstack::SchemaObjectRow shown READ shown NOTIFY objectChanged)
    /// All statements for the live database; empty: there is none.
    Q_PROPERTY(QString statements READ statements NOTIFY shownChanged)
public:
    explicit SchemaDifferences(WorkspaceHub &hub, QObject *parent = nullptr);
    static SchemaDifferences *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    QString summary() const;
    QString production() const { return m_found.production; }
    bool compares() const { return m_found.hasMigrations || !m_found.production.isEmpty(); }
    QString agreement() const;
    QStringList notes() const { return notesOf(m_found); }
    QString pending() const { return pendingText(m_found); }
    ListModel<SchemaObjectRow> *objects() { return &m_objects; }
    QString object() const { return m_object; }
    void setObject(const QString &key);
    SchemaObjectRow shown() const;
    QString statements() const;

signals:
    void shownChanged();
    void objectChanged();

private:
    std::stop_source
    read(WorkspaceSource &source, WorkspaceSource::Saying saying, Ended ended) override;
    void show() override;
    void clear() override;

    SchemaDiff m_found;
    ListModel<SchemaObjectRow> m_objects;
    QString m_object;
};

} // namespace devstack
