import type { MigrationName } from './store.ts'

/**
 * What the schema after each migration is, so that a start has not to make one to compare with. A new migration adds its line:
 * `tests/hub/store/own-schema.test.ts` says which.
 */
export const SCHEMA_FINGERPRINTS: Record<MigrationName, string> = {
  '0001-foundation': 'rYktiSufNpDA-e1wMBH_l9PZnMadtrme_SA8Hx9BGFQ',
  '0002-people': 'yf0s5nYcYfEJ_Qlsp0gE0G91LZzs4bnpfRLwYPmxOXM',
  '0003-visit-history': 'EdsoS1r2FP1uvo1FuCuMtlt6LtZmYFKiOxAEbSGKBvU',
  '0004-overrides': '2BA0BKyW_3hJs8LePsMv5bQVfsh5J-RmNX41FBhveUA',
  '0005-leniency': 'ABEzYBnc_BJXZZa8eLzRVJldHsY1wuF_sHcsAtF8hJ4',
  '0006-closings': 'KoKUX7vDnl3s8kcDSWlo-uVPMEKBzycTDRVcAvAEy3Q',
  '0007-search-and-history': 'dLVV2Jofahp8OJFcsXMDf-xySUQcDA3z1y13mVkl5Gg',
  '0008-messages': '_7m3MpzUCaGWcypHfYjqh8EiyHi9y9sZSGSxd59S05U',
  '0009-sign-ins': 'hMQErD_h3bdKbEL0d3gynUzh1VOogtHBTEZucGOQUPw',
  '0010-attempt-windows': 'kNVm9oZZs9GVHDN9N2YZXTh_xALOQsdPSsv9Xt1S5to',
  '0011-trusted-time': 'UXrXune3S_68noJ28H3Yf5M8PFflWRm86-2ieH01eAM',
  '0012-imports': 'BA_AhfpPR3_dJt7-yhuHq6_4656qR7cp_6i_MlxFhh0',
  '0013-members': 'OXOL3h-KAl0BUznqTir8Q_jo3DblTT0tBIOtI7CEizk',
  '0014-ledger': 'W6D_HSUHudQLlzg0k8K395s0IhC6X_9JPdtFYVbJzDk',
  '0015-plans': 'l7kwmPpMQ1xfHO1BdlvMWEVsnail26n2D7-qDEiQvnA',
  '0016-rights': 'O-ywlXcBhaaBmJ6zZ-KdvOpBClYBOkx6rP9g4xUKS9A',
  '0018-photos': '3DOHkf5_4zN82nf_LsFfxowFtZSu2ccyY-7N27_fjPk',
  '0019-changes': 'KUZpLrx8R54upOKqpgUFcKzWGukO3Hx0fTQ7LUQNiyc',
  '0020-duplicates': 'HuW24KN6zmkVISfQlu5oqQuik4yjRKoEKMg2QzB6pxM',
  '0021-families': '1DA0nIelINAtHw7QnMeYIVM8t-3ubzVt_K8BCfw0Myo',
  '0022-lists': 'j-75GhBwpBp8Wc-fLfjIHM7798tXfehUUtVg1ybl9Mo',
  '0023-cards': 'p_5Kgi-OTObvHz7LEEYKnZYiHWPDlBhFeoTRyNdO8r4',
  '0024-shut-days': 'otsRpYb6JESLYxPgH93SK2mVey2OBJ3vR-0Ox_ii9NY',
  '0025-going-imports': 'CXQZZNxzh52-2S5OCeytONmIyaOUFiuzyeUI3VXrPsQ',
  '0026-mappings': 'pAOHRr7Y22nFgOGLwe1SLoE0u6opE4NQIuSir0H-Nc0',
  '0030-kinds': '9YJMQIoWWnV-zOEAXo84HVmsJIGPKR13T0NRlaO_dSY',
  '0031-past-visits': 's192kFLD7GiUKZmihIkbVAMpiOGcwcavi57DZ3WMrOI',
  '0032-gyms': 'Xp94w3EzM6Jl0TF5n4L0-INCMlERgQz0_t0-180qU_8',
}
