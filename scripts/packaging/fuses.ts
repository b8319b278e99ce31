import { FuseV1Options, FuseVersion, type FuseV1Config } from '@electron/fuses'

/** What Electron's executable can be made unable to do, and why. Every fuse is named; a new one of Electron's stops the build. */
export const FUSES = {
  /** Else `ELECTRON_RUN_AS_NODE=1` makes a plain Node of the signed app. */
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  /** Else `NODE_OPTIONS=--require` loads anybody's script. */
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  /** Else `--inspect` is a debugger in the main process. */
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  /** The app's files are what was signed, on Windows and macOS; Electron has no such check on Linux. */
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  /** A folder `app` beside `app.asar` is not loaded in its place. */
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  /** There is no snapshot of our own: with the fuse on, Electron would look for one. */
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  /** The page is served by `app://`; pages from `file://` get nothing more than in a browser. */
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  /** WebAssembly (the camera's detector) checks its bounds by the processor, as in a browser. */
  [FuseV1Options.WasmTrapHandlers]: true,
} as const satisfies Record<FuseV1Options, boolean>

/** The fuses by their places in the executable, without the names that the library's list has as well. */
export const ALL_FUSES = Object.values(FuseV1Options).filter((value) => typeof value === 'number')

export const FUSE_CONFIG: FuseV1Config = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  // On an Apple chip an executable that was changed does not start before it is signed again, if only for this machine.
  resetAdHocDarwinSignature: true,
  ...FUSES,
}
