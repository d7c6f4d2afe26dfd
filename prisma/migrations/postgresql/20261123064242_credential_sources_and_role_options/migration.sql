-- AlterTable
ALTER TABLE "SignIn" ADD COLUMN     "secondFactorAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "AwsAccount" ADD COLUMN     "sourceId" TEXT;

-- AlterTable
ALTER TABLE "AwsRole" ADD COLUMN     "bindAddress" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "requiresMfa" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "requiresSecondFactor" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "sessionName" TEXT,
ADD COLUMN     "sessionPolicy" TEXT,
ADD COLUMN     "sessionPolicyArns" TEXT NOT NULL DEFAULT '[]',
ADD COLUMN     "sessionTags" TEXT NOT NULL DEFAULT '[]',
ADD COLUMN     "sourceId" TEXT,
ADD COLUMN     "tagsSent" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "SecondFactor" (
    "personId" TEXT NOT NULL,
    "sealedSecret" TEXT NOT NULL,
    "confirmedAt" TIMESTAMP(3),
    "lastStep" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SecondFactor_pkey" PRIMARY KEY ("personId")
);

-- CreateTable
CREATE TABLE "CredentialSource" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "profile" TEXT,
    "roleId" TEXT,
    "sealedKey" TEXT,
    "accessKeyLast4" TEXT,
    "keyChangedAt" TIMESTAMP(3),
    "mfaSerial" TEXT,
    "issuer" TEXT,
    "audience" TEXT,
    "algorithm" TEXT,
    "removedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CredentialSource_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MfaSession" (
    "personId" TEXT NOT NULL,
    "sourceId" TEXT NOT NULL,
    "serialNumber" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "MfaSession_pkey" PRIMARY KEY ("personId","sourceId")
);

-- CreateTable
CREATE TABLE "SigningKey" (
    "id" TEXT NOT NULL,
    "algorithm" TEXT NOT NULL,
    "slot" TEXT,
    "publicKey" TEXT NOT NULL,
    "sealedPrivateKey" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "currentSince" TIMESTAMP(3),
    "retiredAt" TIMESTAMP(3),

    CONSTRAINT "SigningKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RefusedDuration" (
    "roleId" TEXT NOT NULL,
    "shape" TEXT NOT NULL,
    "seconds" INTEGER NOT NULL,
    "refusedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RefusedDuration_pkey" PRIMARY KEY ("roleId","shape")
);

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

-- CreateIndex
CREATE INDEX "AwsAccount_sourceId_idx" ON "AwsAccount"("sourceId");

-- CreateIndex
CREATE INDEX "AwsRole_sourceId_idx" ON "AwsRole"("sourceId");

-- AddForeignKey
ALTER TABLE "SecondFactor" ADD CONSTRAINT "SecondFactor_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AwsAccount" ADD CONSTRAINT "AwsAccount_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "CredentialSource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AwsRole" ADD CONSTRAINT "AwsRole_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "CredentialSource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CredentialSource" ADD CONSTRAINT "CredentialSource_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "AwsRole"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MfaSession" ADD CONSTRAINT "MfaSession_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RefusedDuration" ADD CONSTRAINT "RefusedDuration_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "AwsRole"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
