import { contextBridge, ipcRenderer } from 'electron'
import { CHANNELS, type KioskBridge } from './bridge.ts'

const kiosk: KioskBridge = {
  hubAddress: () => ipcRenderer.invoke(CHANNELS.hubAddress) as Promise<string>,
  signInCode: () => ipcRenderer.invoke(CHANNELS.signInCode) as Promise<string | null>,
}

contextBridge.exposeInMainWorld('kiosk', kiosk)
