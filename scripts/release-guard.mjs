// @ts-check

/** Oldest line of Electron that still gets security fixes when this version is released. */
const OLDEST_RELEASE_ELECTRON = 45;

/**
 * Whether a package may be built on this Electron. Test packages (`VANTHU_TEST_PACKAGE=1`) may stand on the
 * older runtime that the npm registry carries; nothing that reaches a user may.
 *
 * @param {string} electronVersion for example 45.4.1
 * @param {boolean} isTestPackage
 */
export function mayPackage(electronVersion, isTestPackage) {
  const major = Number.parseInt(electronVersion, 10);
  return isTestPackage || major >= OLDEST_RELEASE_ELECTRON;
}

/**
 * electron-builder's beforePack hook.
 *
 * @param {{ readonly packager: { readonly info: { readonly framework: { readonly version: string } } } }} context
 */
export default async function releaseGuard(context) {
  const version = context.packager.info.framework.version;
  if (mayPackage(version, process.env.VANTHU_TEST_PACKAGE === '1')) return;
  throw new Error(`A release needs Electron ${OLDEST_RELEASE_ELECTRON} or newer, this is ${version}. For a test package set VANTHU_TEST_PACKAGE=1.`);
}
