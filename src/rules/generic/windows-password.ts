/** Passwords in the files and scripts that set Windows machines up. */
import { anchored, base64, possible, rule, run, secret, structure } from '../format.ts';

export const windowsPassword = [
  rule({
    id: 'windows-gpp-cpassword',
    provider: 'Windows',
    name: 'Group Policy Preferences password',
    category: 'generic',
    severity: 'critical',
    // AES-256-CBC under a key that Microsoft published (MS-GPPREF 2.2.1.1.4).
    patterns: [anchored('cpassword="', secret(run(`${base64}=`, 20, 700)), '"')],
    revoke: "change the account's password and delete the preference (KB2962486)",
    source: 'MS-GPPREF section 2.2.1.1.4; MS14-025',
  }),
  rule({
    id: 'windows-unattend-password',
    provider: 'Windows',
    name: 'administrator password in an answer file',
    category: 'generic',
    severity: 'critical',
    patterns: [
      possible(
        structure('assigned-password', ['<AdministratorPassword>', '<AutoLogon><Password>'], 440),
      ),
    ],
    revoke: "change the account's password on every machine built with the file",
    source: 'learn.microsoft.com, unattended Windows setup reference',
  }),
  rule({
    id: 'dotnet-network-credential',
    provider: '.NET',
    name: 'login in code',
    category: 'generic',
    patterns: [
      possible(
        structure(
          'second-argument',
          ['NetworkCredential(', 'PSCredential(', 'BasicAuthenticationCredential('],
          660,
        ),
      ),
      possible(structure('third-argument', ['DirectoryEntry('], 660)),
    ],
    revoke: "change the account's password",
    source: 'learn.microsoft.com, System.Net.NetworkCredential',
  }),
  rule({
    id: 'powershell-securestring',
    provider: 'PowerShell',
    name: 'plain text made a SecureString',
    category: 'generic',
    patterns: [possible(structure('assigned-password', ['ConvertTo-SecureString'], 440))],
    revoke: "change the account's password",
    source: 'learn.microsoft.com, ConvertTo-SecureString',
  }),
];
