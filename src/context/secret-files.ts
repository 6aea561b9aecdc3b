/**
 * Names of files and folders that hold secrets, as they lie in a repository or beside it. `path` is a
 * name to try a COPY with; `line` keeps it out of the context.
 */

export interface SecretFile {
  /** Below the folder that is copied; a folder is stood for by a file in it. */
  path: string;
  /** For `.dockerignore`. */
  line: string;
  /** What it holds, in a few words. */
  holds: string;
}

export const SECRET_FILES: readonly SecretFile[] = [
  { path: '.env', line: '**/.env', holds: 'environment with keys and passwords' },
  { path: '.env.local', line: '**/.env.*', holds: 'environment with keys and passwords' },
  { path: '.env.production', line: '**/.env.*', holds: 'environment with keys and passwords' },
  { path: '.envrc', line: '**/.envrc', holds: 'environment of direnv' },
  {
    path: '.git/config',
    line: '**/.git',
    holds: 'repository with its history and the token of its remote',
  },
  { path: '.npmrc', line: '**/.npmrc', holds: 'npm registry token' },
  { path: '.yarnrc.yml', line: '**/.yarnrc.yml', holds: 'npm registry token' },
  { path: '.pypirc', line: '**/.pypirc', holds: 'package index password' },
  { path: '.netrc', line: '**/.netrc', holds: 'passwords of hosts' },
  { path: '_netrc', line: '**/_netrc', holds: 'passwords of hosts' },
  { path: '.git-credentials', line: '**/.git-credentials', holds: 'git passwords' },
  { path: '.dockercfg', line: '**/.dockercfg', holds: 'registry logins' },
  { path: '.docker/config.json', line: '**/.docker', holds: 'registry logins' },
  { path: '.aws/credentials', line: '**/.aws', holds: 'AWS access keys' },
  { path: '.azure/accessTokens.json', line: '**/.azure', holds: 'Azure tokens' },
  {
    path: '.config/gcloud/credentials.db',
    line: '**/.config/gcloud',
    holds: 'Google Cloud tokens',
  },
  { path: '.kube/config', line: '**/.kube', holds: 'cluster credentials' },
  { path: 'kubeconfig', line: '**/kubeconfig', holds: 'cluster credentials' },
  { path: '.ssh/id_rsa', line: '**/.ssh', holds: 'SSH private keys' },
  { path: 'id_rsa', line: '**/id_*', holds: 'SSH private key' },
  { path: 'id_ed25519', line: '**/id_*', holds: 'SSH private key' },
  { path: 'id_ecdsa', line: '**/id_*', holds: 'SSH private key' },
  { path: 'server.pem', line: '**/*.pem', holds: 'private key or certificate' },
  { path: 'server.key', line: '**/*.key', holds: 'private key' },
  { path: 'keystore.jks', line: '**/*.jks', holds: 'key store' },
  { path: 'keystore.p12', line: '**/*.p12', holds: 'key store' },
  { path: 'certificate.pfx', line: '**/*.pfx', holds: 'key store' },
  {
    path: 'terraform.tfstate',
    line: '**/*.tfstate*',
    holds: 'Terraform state with all secrets in clear',
  },
  { path: 'terraform.tfvars', line: '**/*.tfvars', holds: 'Terraform variables' },
  { path: '.vault-token', line: '**/.vault-token', holds: 'HashiCorp Vault token' },
  { path: 'credentials.json', line: '**/credentials.json', holds: 'cloud credentials' },
  {
    path: 'service-account.json',
    line: '**/service-account*.json',
    holds: 'Google Cloud service account key',
  },
  { path: 'secrets.yml', line: '**/secrets.y*ml', holds: 'secrets' },
  { path: 'secrets.yaml', line: '**/secrets.y*ml', holds: 'secrets' },
  { path: 'secrets.json', line: '**/secrets.json', holds: 'secrets' },
  { path: 'auth.json', line: '**/auth.json', holds: 'composer or registry logins' },
  { path: '.htpasswd', line: '**/.htpasswd', holds: 'password hashes' },
  { path: '.pgpass', line: '**/.pgpass', holds: 'database passwords' },
  { path: '.my.cnf', line: '**/.my.cnf', holds: 'database password' },
  { path: 'config/master.key', line: '**/master.key', holds: 'Rails master key' },
  {
    path: '.streamlit/secrets.toml',
    line: '**/.streamlit/secrets.toml',
    holds: 'secrets of a Streamlit program',
  },
  { path: '.cargo/credentials.toml', line: '**/.cargo/credentials*', holds: 'registry token' },
  { path: '.gem/credentials', line: '**/.gem', holds: 'registry token' },
  { path: '.huggingface/token', line: '**/.huggingface', holds: 'Hugging Face token' },
  { path: 'nuget.config', line: '**/nuget.config', holds: 'package source password' },
  {
    path: '.claude/settings.local.json',
    line: '**/.claude',
    holds: 'settings of a coding agent, often with keys',
  },
  {
    path: '.cursor/mcp.json',
    line: '**/.cursor',
    holds: 'settings of a coding agent, often with keys',
  },
  { path: '.mcp.json', line: '**/.mcp.json', holds: 'MCP servers with their keys' },
  { path: '.bash_history', line: '**/.*_history', holds: 'shell history' },
];
