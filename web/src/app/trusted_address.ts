/** Trusted types for the addresses of scripts. Each script of its own thread gets a policy that passes one address, so that no other file can become one. */

/** The Trusted Types API. TypeScript's library lacks it, and so do some browsers. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): {
    createScriptURL(address: string): string;
  };
}

/** Returns the address as the browser wants it. The content security policy must name the policy; call this once for each name. */
export function trustedAddress(name: string, address: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy(name, {
    createScriptURL(asked) {
      if (asked !== address) throw new TypeError(`${name}: not this page's script: ${asked}`);
      return asked;
    },
  });
  return policy ? policy.createScriptURL(address) : address;
}
