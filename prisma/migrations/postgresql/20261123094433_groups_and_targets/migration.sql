-- DropForeignKey
ALTER TABLE "Assignment" DROP CONSTRAINT "Assignment_roleId_fkey";

-- DropIndex
DROP INDEX "Assignment_roleId_idx";

-- DropIndex
DROP INDEX "Assignment_personId_roleId_key";

-- AlterTable
ALTER TABLE "AwsAccount" ADD COLUMN     "managedBy" TEXT,
ADD COLUMN     "ouPath" TEXT;

-- AlterTable
ALTER TABLE "AwsRole" ADD COLUMN     "managedBy" TEXT,
ADD COLUMN     "ownerId" TEXT,
ADD COLUMN     "tags" TEXT NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "Assignment" ADD COLUMN     "groupId" TEXT,
ADD COLUMN     "managedBy" TEXT,
ADD COLUMN     "principalId" TEXT,
ADD COLUMN     "requiresReason" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "startsAt" TIMESTAMP(3),
ADD COLUMN     "targetId" TEXT,
ALTER COLUMN "personId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Bookmark" ADD COLUMN     "folder" TEXT,
ADD COLUMN     "hidden" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Group" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "claim" TEXT,
    "managedBy" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "personId" TEXT NOT NULL,
    "principalId" TEXT NOT NULL,
    "groupId" TEXT,
    "byHand" BOOLEAN NOT NULL DEFAULT false,
    "byClaim" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("personId","principalId")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "acceptedAt" TIMESTAMP(3),
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccessToken" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "last4" TEXT NOT NULL,
    "scopes" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "lastUsedAt" TIMESTAMP(3),
    "lastUsedAddress" TEXT,
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "AccessToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Target" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "roleId" TEXT,
    "awsAccountId" TEXT,
    "roleNamePattern" TEXT,
    "tagKey" TEXT,
    "tagValue" TEXT,

    CONSTRAINT "Target_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TargetRole" (
    "roleId" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,

    CONSTRAINT "TargetRole_pkey" PRIMARY KEY ("roleId","targetId")
);

-- CreateTable
CREATE TABLE "OwnRoleRule" (
    "id" TEXT NOT NULL,
    "partition" TEXT NOT NULL,
    "accountPattern" TEXT NOT NULL,
    "roleNamePattern" TEXT NOT NULL,
    "sourceId" TEXT,
    "maxDurationSeconds" INTEGER,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "OwnRoleRule_pkey" PRIMARY KEY ("id")
);

-- Everybody is a principal, and what was assigned so far is a target.
INSERT INTO "Membership" ("personId", "principalId", "createdAt") SELECT "id", "id", "createdAt" FROM "Person";
INSERT INTO "Target" ("id", "key", "roleId") SELECT DISTINCT "roleId", '{"role":"' || "roleId" || '"}', "roleId" FROM "Assignment";
INSERT INTO "TargetRole" ("roleId", "targetId") SELECT "roleId", "id" FROM "Target";
UPDATE "Assignment" SET "principalId" = "personId", "targetId" = "roleId";
ALTER TABLE "Assignment" ALTER COLUMN "principalId" SET NOT NULL,
ALTER COLUMN "targetId" SET NOT NULL,
DROP COLUMN "roleId";

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

-- CreateIndex
CREATE INDEX "AwsRole_ownerId_idx" ON "AwsRole"("ownerId");

-- CreateIndex
CREATE INDEX "AwsRole_managedBy_idx" ON "AwsRole"("managedBy");

-- CreateIndex
CREATE INDEX "Assignment_targetId_idx" ON "Assignment"("targetId");

-- CreateIndex
CREATE INDEX "Assignment_personId_idx" ON "Assignment"("personId");

-- CreateIndex
CREATE INDEX "Assignment_groupId_idx" ON "Assignment"("groupId");

-- CreateIndex
CREATE INDEX "Assignment_managedBy_idx" ON "Assignment"("managedBy");

-- CreateIndex
CREATE UNIQUE INDEX "Assignment_principalId_targetId_key" ON "Assignment"("principalId", "targetId");

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessToken" ADD CONSTRAINT "AccessToken_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AwsRole" ADD CONSTRAINT "AwsRole_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Target" ADD CONSTRAINT "Target_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "AwsRole"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Target" ADD CONSTRAINT "Target_awsAccountId_fkey" FOREIGN KEY ("awsAccountId") REFERENCES "AwsAccount"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TargetRole" ADD CONSTRAINT "TargetRole_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "AwsRole"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TargetRole" ADD CONSTRAINT "TargetRole_targetId_fkey" FOREIGN KEY ("targetId") REFERENCES "Target"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_targetId_fkey" FOREIGN KEY ("targetId") REFERENCES "Target"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OwnRoleRule" ADD CONSTRAINT "OwnRoleRule_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "CredentialSource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
