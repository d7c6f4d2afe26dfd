-- AlterTable
ALTER TABLE "SignIn" ADD COLUMN "secondFactorAt" DATETIME;

-- CreateTable
CREATE TABLE "SecondFactor" (
    "personId" TEXT NOT NULL PRIMARY KEY,
    "sealedSecret" TEXT NOT NULL,
    "confirmedAt" DATETIME,
    "lastStep" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "SecondFactor_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CredentialSource" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "profile" TEXT,
    "roleId" TEXT,
    "sealedKey" TEXT,
    "accessKeyLast4" TEXT,
    "keyChangedAt" DATETIME,
    "mfaSerial" TEXT,
    "issuer" TEXT,
    "audience" TEXT,
    "algorithm" TEXT,
    "removedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "CredentialSource_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "AwsRole" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MfaSession" (
    "personId" TEXT NOT NULL,
    "sourceId" TEXT NOT NULL,
    "serialNumber" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("personId", "sourceId"),
    CONSTRAINT "MfaSession_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SigningKey" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "algorithm" TEXT NOT NULL,
    "slot" TEXT,
    "publicKey" TEXT NOT NULL,
    "sealedPrivateKey" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "currentSince" DATETIME,
    "retiredAt" DATETIME
);

-- CreateTable
CREATE TABLE "RefusedDuration" (
    "roleId" TEXT NOT NULL,
    "shape" TEXT NOT NULL,
    "seconds" INTEGER NOT NULL,
    "refusedAt" DATETIME NOT NULL,

    PRIMARY KEY ("roleId", "shape"),
    CONSTRAINT "RefusedDuration_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "AwsRole" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- Columns are added in place: remaking a table would drop it from under the rows that refer to it.
ALTER TABLE "AwsAccount" ADD COLUMN "sourceId" TEXT REFERENCES "CredentialSource" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "AwsRole" ADD COLUMN "sourceId" TEXT REFERENCES "CredentialSource" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "AwsRole" ADD COLUMN "sessionName" TEXT;
ALTER TABLE "AwsRole" ADD COLUMN "sessionPolicy" TEXT;
ALTER TABLE "AwsRole" ADD COLUMN "sessionPolicyArns" TEXT NOT NULL DEFAULT '[]';
ALTER TABLE "AwsRole" ADD COLUMN "sessionTags" TEXT NOT NULL DEFAULT '[]';
ALTER TABLE "AwsRole" ADD COLUMN "tagsSent" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "AwsRole" ADD COLUMN "requiresMfa" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "AwsRole" ADD COLUMN "requiresSecondFactor" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "AwsRole" ADD COLUMN "bindAddress" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "AwsAccount_sourceId_idx" ON "AwsAccount"("sourceId");

-- CreateIndex
CREATE INDEX "AwsRole_sourceId_idx" ON "AwsRole"("sourceId");

-- CreateIndex
CREATE UNIQUE INDEX "CredentialSource_nameKey_key" ON "CredentialSource"("nameKey");

-- CreateIndex
CREATE INDEX "CredentialSource_roleId_idx" ON "CredentialSource"("roleId");

-- CreateIndex
CREATE INDEX "MfaSession_sourceId_idx" ON "MfaSession"("sourceId");

-- CreateIndex
CREATE INDEX "MfaSession_expiresAt_idx" ON "MfaSession"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "SigningKey_slot_key" ON "SigningKey"("slot");

-- CreateIndex
CREATE INDEX "SigningKey_retiredAt_idx" ON "SigningKey"("retiredAt");
