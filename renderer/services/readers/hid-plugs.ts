import type { Hid, HidDevice, HidInputReport } from './devices.ts'
import { SCANNED_DATA_REPORT, takeReport } from './hid-report.ts'
import { chosen, type Plug, type Plugs } from './plug.ts'

/** USB's page and number for a reader in HID-POS mode, whoever made it. */
const BARCODE_PAGE = 0x8c
const BARCODE_READER = 0x02

/** Honeywell and Metrologic: they send reports only after being told to. */
const TOLD_TO_REPORT: readonly number[] = [0x0c2e, 0x23d0]
const REPORTING_MODE = 254

/** Readers in HID-POS mode, through WebHID. Their codes arrive whatever window is in front. */
export function hidPlugs(hid: Hid): Plugs {
  return {
    kind: 'hid',
    list: async () => (await hid.getDevices()).filter(isReader).map(plugOf),
    async choose() {
      const filters = [{ usagePage: BARCODE_PAGE, usage: BARCODE_READER }]
      const devices = await chosen(() => hid.requestDevice({ filters }))
      const device = devices?.find(isReader)
      return device ? plugOf(device) : null
    },
    onChange(listener) {
      hid.addEventListener('connect', listener)
      hid.addEventListener('disconnect', listener)
    },
  }
}

const isReader = ({ collections }: HidDevice): boolean =>
  collections.some(({ usagePage, usage }) => usagePage === BARCODE_PAGE && usage === BARCODE_READER)

function plugOf(device: HidDevice): Plug {
  const { vendorId, productId, productName } = device
  return {
    device,
    vendorId,
    productId,
    name: productName,
    open: (onCode) => open(device, onCode),
    forget: async () => device.forget?.(),
  }
}

async function open(device: HidDevice, onCode: (code: string) => void): Promise<() => Promise<void>> {
  if (!device.opened) await device.open()
  if (TOLD_TO_REPORT.includes(device.vendorId)) {
    // A model without this mode says so and reports anyway.
    await device.sendFeatureReport(REPORTING_MODE, new Uint8Array([1])).catch(() => undefined)
  }
  let pending = ''
  const onReport = (event: Event): void => {
    const { reportId, data } = event as HidInputReport
    if (reportId !== SCANNED_DATA_REPORT) return
    const progress = takeReport(pending, data)
    pending = progress.pending
    if (progress.code !== null) onCode(progress.code)
  }
  device.addEventListener('inputreport', onReport)
  return async () => {
    device.removeEventListener('inputreport', onReport)
    await device.close()
  }
}
