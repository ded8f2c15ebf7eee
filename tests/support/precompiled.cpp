// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

/// Nothing: the target that the precompiled headers of the tests belong to has to have a source.
