-- CreateTable
CREATE TABLE "AccessTokenRole" (
    "tokenId" TEXT NOT NULL,
    "roleId" TEXT NOT NULL,

    PRIMARY KEY ("tokenId", "roleId"),
    CONSTRAINT "AccessTokenRole_tokenId_fkey" FOREIGN KEY ("tokenId") REFERENCES "AccessToken" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "AccessTokenRole_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "AwsRole" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AwsClient" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "secretHash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "scopes" TEXT NOT NULL,
    "redirectUris" TEXT NOT NULL,
    "grantTypes" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "userAgent" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "DeviceAuthorization" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "clientId" TEXT NOT NULL,
    "deviceCodeHash" TEXT NOT NULL,
    "userCodeHash" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "userAgent" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "lastPolledAt" DATETIME,
    "interval" INTEGER NOT NULL,
    "personId" TEXT,
    "signInId" TEXT,
    "approvedAt" DATETIME,
    "deniedAt" DATETIME,
    "redeemedAt" DATETIME,
    CONSTRAINT "DeviceAuthorization_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "AwsClient" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AuthorizationCode" (
    "codeHash" TEXT NOT NULL PRIMARY KEY,
    "clientId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "signInId" TEXT NOT NULL,
    "redirectUri" TEXT NOT NULL,
    "codeChallenge" TEXT NOT NULL,
    "scopes" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "redeemedAt" DATETIME,
    "clientSignInId" TEXT,
    CONSTRAINT "AuthorizationCode_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "AwsClient" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ClientSignIn" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "clientName" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "scopes" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "userAgent" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "lastUsedAt" DATETIME NOT NULL,
    "lastUsedAddress" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "endedBy" TEXT,
    CONSTRAINT "ClientSignIn_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ClientSignIn_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "AwsClient" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ClientToken" (
    "tokenHash" TEXT NOT NULL PRIMARY KEY,
    "clientSignInId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "redeemedAt" DATETIME,
    CONSTRAINT "ClientToken_clientSignInId_fkey" FOREIGN KEY ("clientSignInId") REFERENCES "ClientSignIn" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- AlterTable
ALTER TABLE "AccessToken" ADD COLUMN "limitedToRoles" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Installation" ADD COLUMN "deviceCodes" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "AccessTokenRole_roleId_idx" ON "AccessTokenRole"("roleId");

-- CreateIndex
CREATE INDEX "AwsClient_expiresAt_idx" ON "AwsClient"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "DeviceAuthorization_deviceCodeHash_key" ON "DeviceAuthorization"("deviceCodeHash");

-- CreateIndex
CREATE UNIQUE INDEX "DeviceAuthorization_userCodeHash_key" ON "DeviceAuthorization"("userCodeHash");

-- CreateIndex
CREATE INDEX "DeviceAuthorization_clientId_idx" ON "DeviceAuthorization"("clientId");

-- CreateIndex
CREATE INDEX "DeviceAuthorization_expiresAt_idx" ON "DeviceAuthorization"("expiresAt");

-- CreateIndex
CREATE INDEX "AuthorizationCode_clientId_idx" ON "AuthorizationCode"("clientId");

-- CreateIndex
CREATE INDEX "AuthorizationCode_expiresAt_idx" ON "AuthorizationCode"("expiresAt");

-- CreateIndex
CREATE INDEX "ClientSignIn_personId_idx" ON "ClientSignIn"("personId");

-- CreateIndex
CREATE INDEX "ClientSignIn_clientId_idx" ON "ClientSignIn"("clientId");

-- CreateIndex
CREATE INDEX "ClientSignIn_expiresAt_idx" ON "ClientSignIn"("expiresAt");

-- CreateIndex
CREATE INDEX "ClientToken_clientSignInId_idx" ON "ClientToken"("clientSignInId");

-- CreateIndex
CREATE INDEX "ClientToken_expiresAt_idx" ON "ClientToken"("expiresAt");
