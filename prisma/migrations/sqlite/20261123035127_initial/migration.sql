-- CreateTable
CREATE TABLE "Installation" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "secretCheck" TEXT NOT NULL,
    "setupTokenHash" TEXT,
    "setupDoneAt" DATETIME,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "loginEmail" TEXT,
    "passwordHash" TEXT,
    "sessionName" TEXT NOT NULL,
    "portalRole" TEXT NOT NULL,
    "groups" TEXT NOT NULL DEFAULT '[]',
    "locale" TEXT,
    "theme" TEXT,
    "disabledAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Identity" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "lastUsedAt" DATETIME NOT NULL,
    CONSTRAINT "Identity_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SignIn" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "sidHash" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "userAgent" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "lastSeenAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    CONSTRAINT "SignIn_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AwsAccount" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "partition" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "color" TEXT NOT NULL,
    "tags" TEXT NOT NULL DEFAULT '{}',
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "AwsRole" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "awsAccountId" TEXT NOT NULL,
    "arnKey" TEXT NOT NULL,
    "arn" TEXT NOT NULL,
    "roleName" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "color" TEXT,
    "region" TEXT,
    "destination" TEXT,
    "maxDurationSeconds" INTEGER NOT NULL,
    "note" TEXT NOT NULL,
    "externalId" TEXT,
    "sourceIdentity" BOOLEAN NOT NULL DEFAULT true,
    "removedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "AwsRole_awsAccountId_fkey" FOREIGN KEY ("awsAccountId") REFERENCES "AwsAccount" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Assignment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "roleId" TEXT NOT NULL,
    "console" BOOLEAN NOT NULL,
    "credentials" BOOLEAN NOT NULL,
    "maxDurationSeconds" INTEGER,
    "expiresAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Assignment_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Assignment_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "AwsRole" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Bookmark" (
    "personId" TEXT NOT NULL,
    "roleId" TEXT NOT NULL,
    "pinned" BOOLEAN NOT NULL,
    "alias" TEXT,
    "color" TEXT,
    "note" TEXT,
    "position" REAL NOT NULL,
    "region" TEXT,
    "destination" TEXT,
    "durationSeconds" INTEGER,
    "format" TEXT,
    "updatedAt" DATETIME NOT NULL,

    PRIMARY KEY ("personId", "roleId"),
    CONSTRAINT "Bookmark_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Bookmark_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "AwsRole" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RoleUse" (
    "personId" TEXT NOT NULL,
    "roleId" TEXT NOT NULL,
    "score" REAL NOT NULL,
    "lastUsedAt" DATETIME NOT NULL,

    PRIMARY KEY ("personId", "roleId"),
    CONSTRAINT "RoleUse_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "RoleUse_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "AwsRole" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Counter" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "windowStart" DATETIME NOT NULL,
    "count" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "sequence" BIGINT NOT NULL PRIMARY KEY,
    "at" DATETIME NOT NULL,
    "event" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "viewerId" TEXT,
    "viewerName" TEXT,
    "subjectId" TEXT,
    "roleId" TEXT,
    "roleArn" TEXT,
    "accountId" TEXT,
    "requestId" TEXT,
    "body" TEXT NOT NULL,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "AuditHead" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "sequence" BIGINT NOT NULL,
    "hash" TEXT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Person_loginEmail_key" ON "Person"("loginEmail");

-- CreateIndex
CREATE UNIQUE INDEX "Person_sessionName_key" ON "Person"("sessionName");

-- CreateIndex
CREATE INDEX "Person_portalRole_idx" ON "Person"("portalRole");

-- CreateIndex
CREATE INDEX "Identity_personId_idx" ON "Identity"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Identity_issuer_subject_key" ON "Identity"("issuer", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "SignIn_sidHash_key" ON "SignIn"("sidHash");

-- CreateIndex
CREATE INDEX "SignIn_personId_idx" ON "SignIn"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "AwsAccount_partition_accountId_key" ON "AwsAccount"("partition", "accountId");

-- CreateIndex
CREATE UNIQUE INDEX "AwsRole_arnKey_key" ON "AwsRole"("arnKey");

-- CreateIndex
CREATE INDEX "AwsRole_awsAccountId_idx" ON "AwsRole"("awsAccountId");

-- CreateIndex
CREATE INDEX "Assignment_roleId_idx" ON "Assignment"("roleId");

-- CreateIndex
CREATE UNIQUE INDEX "Assignment_personId_roleId_key" ON "Assignment"("personId", "roleId");

-- CreateIndex
CREATE INDEX "Bookmark_roleId_idx" ON "Bookmark"("roleId");

-- CreateIndex
CREATE INDEX "RoleUse_roleId_idx" ON "RoleUse"("roleId");

-- CreateIndex
CREATE INDEX "Counter_windowStart_idx" ON "Counter"("windowStart");

-- CreateIndex
CREATE INDEX "AuditEvent_event_sequence_idx" ON "AuditEvent"("event", "sequence");

-- CreateIndex
CREATE INDEX "AuditEvent_viewerId_sequence_idx" ON "AuditEvent"("viewerId", "sequence");

-- CreateIndex
CREATE INDEX "AuditEvent_roleId_sequence_idx" ON "AuditEvent"("roleId", "sequence");

-- CreateIndex
CREATE INDEX "AuditEvent_accountId_sequence_idx" ON "AuditEvent"("accountId", "sequence");

-- The chain starts from one head row; events are only ever added.
INSERT INTO "AuditHead" ("id", "sequence", "hash")
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE TRIGGER "AuditEvent_refuse_update" BEFORE UPDATE ON "AuditEvent"
BEGIN
    SELECT RAISE(ABORT, 'audit events cannot be changed');
END;

CREATE TRIGGER "AuditEvent_refuse_delete" BEFORE DELETE ON "AuditEvent"
BEGIN
    SELECT RAISE(ABORT, 'audit events cannot be deleted');
END;

-- INSERT OR REPLACE deletes without asking the delete trigger, https://sqlite.org/lang_conflict.html
CREATE TRIGGER "AuditEvent_refuse_replace" BEFORE INSERT ON "AuditEvent"
WHEN EXISTS (SELECT 1 FROM "AuditEvent" WHERE "sequence" = NEW."sequence")
BEGIN
    SELECT RAISE(ABORT, 'audit events cannot be changed');
END;

CREATE TRIGGER "AuditHead_refuse_replace" BEFORE INSERT ON "AuditHead"
BEGIN
    SELECT RAISE(ABORT, 'there is one audit head');
END;

CREATE TRIGGER "AuditHead_refuse_delete" BEFORE DELETE ON "AuditHead"
BEGIN
    SELECT RAISE(ABORT, 'the audit head cannot be deleted');
END;
