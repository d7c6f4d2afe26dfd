-- AlterTable
ALTER TABLE "AwsAccount" ADD COLUMN "managedBy" TEXT;
ALTER TABLE "AwsAccount" ADD COLUMN "ouPath" TEXT;

-- CreateTable
CREATE TABLE "Group" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "claim" TEXT,
    "managedBy" TEXT,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Membership" (
    "personId" TEXT NOT NULL,
    "principalId" TEXT NOT NULL,
    "groupId" TEXT,
    "byHand" BOOLEAN NOT NULL DEFAULT false,
    "byClaim" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("personId", "principalId"),
    CONSTRAINT "Membership_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Membership_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "acceptedAt" DATETIME,
    "revokedAt" DATETIME,
    CONSTRAINT "Invitation_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AccessToken" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "last4" TEXT NOT NULL,
    "scopes" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "lastUsedAt" DATETIME,
    "lastUsedAddress" TEXT,
    "revokedAt" DATETIME,
    CONSTRAINT "AccessToken_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Target" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL,
    "roleId" TEXT,
    "awsAccountId" TEXT,
    "roleNamePattern" TEXT,
    "tagKey" TEXT,
    "tagValue" TEXT,
    CONSTRAINT "Target_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "AwsRole" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Target_awsAccountId_fkey" FOREIGN KEY ("awsAccountId") REFERENCES "AwsAccount" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "TargetRole" (
    "roleId" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,

    PRIMARY KEY ("roleId", "targetId"),
    CONSTRAINT "TargetRole_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "AwsRole" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "TargetRole_targetId_fkey" FOREIGN KEY ("targetId") REFERENCES "Target" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "OwnRoleRule" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "partition" TEXT NOT NULL,
    "accountPattern" TEXT NOT NULL,
    "roleNamePattern" TEXT NOT NULL,
    "sourceId" TEXT,
    "maxDurationSeconds" INTEGER,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "OwnRoleRule_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "CredentialSource" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- AlterTable
ALTER TABLE "AwsRole" ADD COLUMN "tags" TEXT NOT NULL DEFAULT '{}';
ALTER TABLE "AwsRole" ADD COLUMN "managedBy" TEXT;
ALTER TABLE "AwsRole" ADD COLUMN "ownerId" TEXT REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "AwsRole_ownerId_idx" ON "AwsRole"("ownerId");
CREATE INDEX "AwsRole_managedBy_idx" ON "AwsRole"("managedBy");

-- AlterTable
ALTER TABLE "Bookmark" ADD COLUMN "hidden" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Bookmark" ADD COLUMN "folder" TEXT;

-- Everybody is a principal, and what was assigned so far is a target.
INSERT INTO "Membership" ("personId", "principalId", "createdAt") SELECT "id", "id", "createdAt" FROM "Person";
INSERT INTO "Target" ("id", "key", "roleId") SELECT DISTINCT "roleId", '{"role":"' || "roleId" || '"}', "roleId" FROM "Assignment";
INSERT INTO "TargetRole" ("roleId", "targetId") SELECT "roleId", "id" FROM "Target";

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Assignment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "principalId" TEXT NOT NULL,
    "personId" TEXT,
    "groupId" TEXT,
    "targetId" TEXT NOT NULL,
    "console" BOOLEAN NOT NULL,
    "credentials" BOOLEAN NOT NULL,
    "maxDurationSeconds" INTEGER,
    "startsAt" DATETIME,
    "expiresAt" DATETIME,
    "requiresReason" BOOLEAN NOT NULL DEFAULT false,
    "managedBy" TEXT,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Assignment_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Assignment_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Assignment_targetId_fkey" FOREIGN KEY ("targetId") REFERENCES "Target" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Assignment" ("console", "createdAt", "credentials", "expiresAt", "id", "maxDurationSeconds", "personId", "principalId", "targetId", "updatedAt") SELECT "console", "createdAt", "credentials", "expiresAt", "id", "maxDurationSeconds", "personId", "personId", "roleId", "updatedAt" FROM "Assignment";
DROP TABLE "Assignment";
ALTER TABLE "new_Assignment" RENAME TO "Assignment";
CREATE INDEX "Assignment_targetId_idx" ON "Assignment"("targetId");
CREATE INDEX "Assignment_personId_idx" ON "Assignment"("personId");
CREATE INDEX "Assignment_groupId_idx" ON "Assignment"("groupId");
CREATE INDEX "Assignment_managedBy_idx" ON "Assignment"("managedBy");
CREATE UNIQUE INDEX "Assignment_principalId_targetId_key" ON "Assignment"("principalId", "targetId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "Group_nameKey_key" ON "Group"("nameKey");

-- CreateIndex
CREATE UNIQUE INDEX "Group_claim_key" ON "Group"("claim");

-- CreateIndex
CREATE INDEX "Group_managedBy_idx" ON "Group"("managedBy");

-- CreateIndex
CREATE INDEX "Membership_groupId_idx" ON "Membership"("groupId");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_tokenHash_key" ON "Invitation"("tokenHash");

-- CreateIndex
CREATE INDEX "Invitation_personId_idx" ON "Invitation"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "AccessToken_tokenHash_key" ON "AccessToken"("tokenHash");

-- CreateIndex
CREATE INDEX "AccessToken_personId_idx" ON "AccessToken"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Target_key_key" ON "Target"("key");

-- CreateIndex
CREATE INDEX "Target_roleId_idx" ON "Target"("roleId");

-- CreateIndex
CREATE INDEX "Target_awsAccountId_idx" ON "Target"("awsAccountId");

-- CreateIndex
CREATE INDEX "TargetRole_targetId_idx" ON "TargetRole"("targetId");

-- CreateIndex
CREATE INDEX "OwnRoleRule_sourceId_idx" ON "OwnRoleRule"("sourceId");

-- CreateIndex
CREATE INDEX "AwsAccount_managedBy_idx" ON "AwsAccount"("managedBy");
