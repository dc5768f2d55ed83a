/** The name of the one session cookie: bound to this host, this path and TLS by its prefix (RFC 6265bis). */
export const sessionCookie = '__Host-hub';
