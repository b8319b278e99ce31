import { contextBridge, ipcRenderer } from 'electron'
import {
  CHANNELS,
  type AppVersion,
  type FirstStep,
  type Hosting,
  type HubPlace,
  type JoinResult,
  type KeepResult,
  type KioskBridge,
  type KioskState,
  type PcRole,
  type PromoteResult,
  type StandbyShown,
} from './bridge.ts'

const kiosk: KioskBridge = {
  firstStep: () => ipcRenderer.invoke(CHANNELS.firstStep) as Promise<FirstStep>,
  pcRole: () => ipcRenderer.invoke(CHANNELS.pcRole) as Promise<PcRole>,
  appVersion: () => ipcRenderer.invoke(CHANNELS.appVersion) as Promise<AppVersion>,
  hostHere: () => ipcRenderer.invoke(CHANNELS.hostHere) as Promise<Hosting>,
  joinHub: (asked) => ipcRenderer.invoke(CHANNELS.joinHub, asked) as Promise<JoinResult>,
  joinNextHub: (address) =>
    ipcRenderer.invoke(CHANNELS.joinNextHub, address) as Promise<Exclude<JoinResult, 'no_text'>>,
  standby: () => ipcRenderer.invoke(CHANNELS.standby) as Promise<StandbyShown>,
  keepStandby: (text) => ipcRenderer.invoke(CHANNELS.keepStandby, text) as Promise<KeepResult>,
  dropStandby: () => ipcRenderer.invoke(CHANNELS.dropStandby) as Promise<boolean>,
  promoteStandby: (asked) => ipcRenderer.invoke(CHANNELS.promoteStandby, asked) as Promise<PromoteResult>,
  setUpCode: () => ipcRenderer.invoke(CHANNELS.setUpCode) as Promise<string | null>,
  hub: () => ipcRenderer.invoke(CHANNELS.hub) as Promise<HubPlace>,
  signInCode: () => ipcRenderer.invoke(CHANNELS.signInCode) as Promise<string | null>,
  readSecrets: () => ipcRenderer.invoke(CHANNELS.readSecrets) as Promise<Record<string, string>>,
  keepSecret: (name, value) => ipcRenderer.invoke(CHANNELS.keepSecret, name, value) as Promise<void>,
  kioskState: () => ipcRenderer.invoke(CHANNELS.kioskState) as Promise<KioskState>,
  leaveKiosk: (proof) => ipcRenderer.invoke(CHANNELS.leaveKiosk, proof) as Promise<boolean>,
  lockKiosk: () => ipcRenderer.invoke(CHANNELS.lockKiosk) as Promise<void>,
  openMemberScreen: () => ipcRenderer.invoke(CHANNELS.openMemberScreen) as Promise<boolean>,
  closeMemberScreen: () => ipcRenderer.invoke(CHANNELS.closeMemberScreen) as Promise<void>,
  diagnostics: () => ipcRenderer.invoke(CHANNELS.diagnostics) as Promise<object>,
  print: () => ipcRenderer.invoke(CHANNELS.print) as Promise<void>,
}

contextBridge.exposeInMainWorld('kiosk', kiosk)

// The page prints as in a browser; the shell decides whether the system's dialog may be seen.
contextBridge.executeInMainWorld({
  func: (print: () => Promise<void>) => {
    window.print = () => void print()
  },
  args: [() => kiosk.print()],
})
