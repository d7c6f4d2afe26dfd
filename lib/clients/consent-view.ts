/** An AWS client that asks to sign in as the viewer: what the person is told before they answer. Times are ISO 8601. */
export type ConsentView = {
  /** As the client named itself: believed by nobody. */
  clientName: string;
  /** When and from where it registered here. */
  registeredAt: string;
  registeredAddress: string;
  scopes: string[];
  /** How long it would stay signed in, seconds. */
  lifeSeconds: number;
};

/** The same for a client that gets its answer at a port of the person's own machine. */
export type AuthorizationConsentView = ConsentView & {
  /** Host and port that the answer goes to. */
  answersTo: string;
};

/** The same for a client that waits with a device code. */
export type DeviceConsentView = ConsentView & {
  deviceAuthorizationId: string;
  /** Where and when it asked. */
  address: string;
  userAgent: string;
  askedAt: string;
  expiresAt: string;
  /** Whether it asked from the address that the viewer has now. */
  sameAddress: boolean;
};
