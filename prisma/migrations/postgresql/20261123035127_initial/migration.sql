-- CreateTable
CREATE TABLE "Installation" (
    "id" INTEGER NOT NULL,
    "secretCheck" TEXT NOT NULL,
    "setupTokenHash" TEXT,
    "setupDoneAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "loginEmail" TEXT,
    "passwordHash" TEXT,
    "sessionName" TEXT NOT NULL,
    "portalRole" TEXT NOT NULL,
    "groups" TEXT NOT NULL DEFAULT '[]',
    "locale" TEXT,
    "theme" TEXT,
    "disabledAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Identity" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "lastUsedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignIn" (
    "id" TEXT NOT NULL,
    "sidHash" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "userAgent" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "lastSeenAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "SignIn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AwsAccount" (
    "id" TEXT NOT NULL,
    "partition" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "color" TEXT NOT NULL,
    "tags" TEXT NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AwsAccount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AwsRole" (
    "id" TEXT NOT NULL,
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
    "removedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AwsRole_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Assignment" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "roleId" TEXT NOT NULL,
    "console" BOOLEAN NOT NULL,
    "credentials" BOOLEAN NOT NULL,
    "maxDurationSeconds" INTEGER,
    "expiresAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Bookmark" (
    "personId" TEXT NOT NULL,
    "roleId" TEXT NOT NULL,
    "pinned" BOOLEAN NOT NULL,
    "alias" TEXT,
    "color" TEXT,
    "note" TEXT,
    "position" DOUBLE PRECISION NOT NULL,
    "region" TEXT,
    "destination" TEXT,
    "durationSeconds" INTEGER,
    "format" TEXT,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Bookmark_pkey" PRIMARY KEY ("personId","roleId")
);

-- CreateTable
CREATE TABLE "RoleUse" (
    "personId" TEXT NOT NULL,
    "roleId" TEXT NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "lastUsedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RoleUse_pkey" PRIMARY KEY ("personId","roleId")
);

-- CreateTable
CREATE TABLE "Counter" (
    "key" TEXT NOT NULL,
    "windowStart" TIMESTAMP(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "Counter_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "sequence" BIGINT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
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
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "AuditHead" (
    "id" INTEGER NOT NULL,
    "sequence" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditHead_pkey" PRIMARY KEY ("id")
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

-- AddForeignKey
ALTER TABLE "Identity" ADD CONSTRAINT "Identity_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignIn" ADD CONSTRAINT "SignIn_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AwsRole" ADD CONSTRAINT "AwsRole_awsAccountId_fkey" FOREIGN KEY ("awsAccountId") REFERENCES "AwsAccount"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "AwsRole"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Bookmark" ADD CONSTRAINT "Bookmark_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Bookmark" ADD CONSTRAINT "Bookmark_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "AwsRole"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleUse" ADD CONSTRAINT "RoleUse_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleUse" ADD CONSTRAINT "RoleUse_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "AwsRole"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The chain starts from one head row; events are only ever added.
INSERT INTO "AuditHead" ("id", "sequence", "hash")
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit events cannot be changed or deleted';
END;
$$;

CREATE TRIGGER "AuditEvent_refuse_change" BEFORE UPDATE OR DELETE ON "AuditEvent"
FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();

CREATE TRIGGER "AuditEvent_refuse_truncate" BEFORE TRUNCATE ON "AuditEvent"
FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();

CREATE TRIGGER "AuditHead_refuse_delete" BEFORE DELETE ON "AuditHead"
FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();

CREATE TRIGGER "AuditHead_refuse_truncate" BEFORE TRUNCATE ON "AuditHead"
FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
