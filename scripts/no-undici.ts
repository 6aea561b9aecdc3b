/**
 * Stands in for undici in the bundles. @actions/core pulls it in for the proxy of its OIDC client,
 * which dockgate does not use; it is a fifth of the bundle otherwise.
 */
export class ProxyAgent {
  constructor() {
    throw new Error('dockgate is bundled without a proxy agent');
  }
}
