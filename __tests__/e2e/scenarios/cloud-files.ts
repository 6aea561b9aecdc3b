/** What clouds, clusters and infrastructure tools keep on disk. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Draw, Scenario } from './truth.ts';

const rsaPem = (): string =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
    format: 'pem',
    type: 'pkcs8',
  }) as string;

/** Plants a private key; it is found by its first lines, however it is escaped. */
const plantPem = (d: Draw): string => {
  const pem = rsaPem();
  d.plant(pem.slice(30, 90).split('\n')[0] ?? '');
  return pem;
};

export const cloudFiles: Scenario[] = [
  {
    name: 'AWS',
    files: {
      'root/.aws/credentials': (d) => `[default]
aws_access_key_id = ${d.key('aws-access-key-id')}
aws_secret_access_key = ${d.token(40)}
[documentation]
aws_access_key_id = ${d.decoy('AKIAIOSFODNN7EXAMPLE')}
aws_secret_access_key = ${d.decoy('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY')}
`,
      'root/.aws/config': (d) => `[profile ci]
role_arn = ${d.decoy('arn:aws:iam::123456789012:role/deploy')}
sso_start_url = ${d.decoy('https://corp.awsapps.com/start')}
source_profile = default
`,
    },
  },
  {
    name: 'Google Cloud',
    files: {
      'root/.config/gcloud/application_default_credentials.json': (d) => `{
  "client_id": "${d.decoy('764086051850-6qr4p6gpi6hn506pt8ejuq83di341hur.apps.googleusercontent.com')}",
  "client_secret": "${d.key('gcp-oauth-client-secret')}",
  "refresh_token": "1//0${d.token(100)}",
  "type": "authorized_user"
}
`,
      'srv/key.json': (d) =>
        JSON.stringify(
          {
            type: 'service_account',
            project_id: 'corp-main-1',
            private_key_id: d.sum('sha1'),
            private_key: plantPem(d),
            client_email: 'deploy@corp-main-1.iam.gserviceaccount.com',
          },
          null,
          2,
        ),
    },
  },
  {
    name: 'Azure',
    files: {
      'root/.azure/azureauth.json': (d) => `{
  "clientId": "${d.uuid()}",
  "clientSecret": "${d.key('azure-entra-client-secret')}",
  "tenantId": "${d.uuid()}"
}
`,
      'srv/storage.conf': (
        d,
      ) => `connection = DefaultEndpointsProtocol=https;AccountName=corpmain;AccountKey=${d.base64(64)};EndpointSuffix=core.windows.net
emulator = ${d.decoy('DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==')}
`,
      'srv/bus.json': (d) =>
        `{ "ServiceBus": "Endpoint=sb://corp.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${d.base64(32)}" }\n`,
    },
  },
  {
    name: 'Terraform',
    files: {
      'root/.terraform.d/credentials.tfrc.json': (d) =>
        `{ "credentials": { "app.terraform.io": { "token": "${d.key('terraform-cloud-token')}" } } }\n`,
      'infra/terraform.tfvars': (d) => `region      = "eu-central-1"
db_password = "${d.phrase()}"
api_token   = "${d.token(40)}"
vpc_id      = "${d.decoy('vpc-0a1b2c3d4e5f67890')}"
`,
      'infra/terraform.tfstate': (d) => `{
  "version": 4,
  "resources": [
    { "type": "random_password", "name": "db", "instances": [ { "attributes": {
      "bcrypt_hash": "${d.decoy('')}", "length": 20, "result": "${d.password()}" } } ] },
    { "type": "aws_db_instance", "name": "main", "instances": [ { "attributes": {
      "address": "main.abcdef.eu-central-1.rds.amazonaws.com", "username": "app", "password": "${d.password()}",
      "arn": "${d.decoy('arn:aws:rds:eu-central-1:123456789012:db:main')}" } } ] }
  ],
  "lineage": "${d.uuid()}"
}
`,
      'infra/main.tf': (d) => `variable "db_password" { sensitive = true }
resource "aws_db_instance" "main" {
  password = ${d.decoy('var.db_password')}
  kms_key_id = ${d.decoy('aws_kms_key.main.arn')}
}
data "aws_secretsmanager_secret_version" "db" { secret_id = "${d.decoy('prod/db/password')}" }
`,
    },
  },
  {
    name: 'kubeconfig',
    files: {
      'root/.kube/config': (d) => `apiVersion: v1
kind: Config
clusters:
- name: main
  cluster:
    server: https://k8s.internal.net:6443
    certificate-authority-data: ${d.decoy(Buffer.from('-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n').toString('base64'))}
users:
- name: admin
  user:
    client-certificate-data: ${d.decoy(Buffer.from('-----BEGIN CERTIFICATE-----\nMIID\n-----END CERTIFICATE-----\n').toString('base64'))}
    client-key-data: ${d.plant(Buffer.from(rsaPem()).toString('base64'))}
- name: bot
  user:
    token: ${d.token(60)}
- name: basic
  user:
    username: admin
    password: ${d.password()}
contexts:
- context: { cluster: main, user: admin }
`,
    },
  },
  {
    name: 'Kubernetes manifests',
    files: {
      'deploy/secret.yaml': (d) => `apiVersion: v1
kind: Secret
metadata:
  name: app
type: Opaque
data:
  username: YXBw
  password: ${d.encoded()}
---
apiVersion: v1
kind: Secret
metadata:
  name: mail
stringData:
  smtp-password: ${d.phrase()}
`,
      'deploy/deployment.yaml': (d) => `apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      containers:
      - name: app
        env:
        - name: DB_PASSWORD
          value: ${d.password()}
        - name: API_TOKEN
          valueFrom:
            secretKeyRef:
              name: ${d.decoy('app-secrets')}
              key: ${d.decoy('api-token')}
`,
      'deploy/sealed.yaml': (d) => `apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
spec:
  encryptedData:
    password: ${d.decoy(`AgB${randomBytes(540).toString('base64')}`)}
`,
      'deploy/external.yaml': (d) => `apiVersion: external-secrets.io/v1
kind: ExternalSecret
spec:
  data:
  - secretKey: ${d.decoy('password')}
    remoteRef: { key: ${d.decoy('prod/app')}, property: ${d.decoy('password')} }
`,
    },
  },
  {
    name: 'Ansible',
    files: {
      'ansible/group_vars/all.yml': (d) => `ansible_user: deploy
ansible_become_pass: ${d.phrase()}
mysql_root_password: "${d.decoy('{{ vault_mysql_root_password }}')}"
api_token: !vault |
  $ANSIBLE_VAULT;1.1;AES256
  ${d.decoy('6231633566323864333966376138396135346639')}
`,
      'ansible/vault.yml': (d) => `$ANSIBLE_VAULT;1.1;AES256
${d.decoy('39613261383438623230336561363436343039396337316630396535')}
${d.decoy('61303165613463396161393035636264356136386531653166363031')}
`,
      'ansible/hosts.ini': (d) => `[web]
web1 ansible_host=10.0.0.4 ansible_ssh_pass=${d.password()}
web2 ansible_host=10.0.0.5 ansible_ssh_private_key_file=${d.decoy('~/.ssh/id_ed25519')}
`,
      'ansible/.vault_pass': (d) => `${d.phrase()}\n`,
    },
  },
  {
    name: 'cloud-init',
    files: {
      'var/lib/cloud/instance/user-data.txt': (d) => `#cloud-config
users:
  - name: admin
    passwd: ${cryptHash(d)}
    ssh_authorized_keys:
      - ${d.decoy('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHk3ZGVjb3ktb25seS1ub3QtYS1yZWFsLWtleTAx admin')}
chpasswd:
  list: |
    root:${d.password()}
    app:${d.phrase()}
password: ${d.password()}
write_files:
  - path: /etc/app.env
    content: |
      API_TOKEN=${d.token(40)}
`,
    },
  },
];

/** A SHA-512 crypt hash by its form. */
function cryptHash(d: Draw): string {
  const body = d.token(86);
  d.planted.pop();
  return d.plant(`$6$Yq7vLm2s$${body}`);
}
