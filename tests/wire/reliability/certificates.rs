//! A certificate authority of the test, and certificates from it.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use statusful::reqwest::Certificate;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// A certificate authority.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pub(crate) certificate: Certificate,
}

impl Authority {
    pub(crate) fn new(name: &str) -> Self {
        let (mut params, key) = (CertificateParams::default(), KeyPair::generate().unwrap());
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let certificate = Certificate::from_der(params.self_signed(&key).unwrap().der()).unwrap();
        Self { issuer: Issuer::new(params, key), certificate }
    }

    /// Accepts connections with a valid certificate for loopback.
    pub(crate) fn valid(&self) -> TlsAcceptor {
        self.acceptor("127.0.0.1", 4000)
    }

    pub(crate) fn other_host(&self) -> TlsAcceptor {
        self.acceptor("other.example", 4000)
    }

    pub(crate) fn expired(&self) -> TlsAcceptor {
        self.acceptor("127.0.0.1", 2001)
    }

    fn acceptor(&self, host: &str, expires: i32) -> TlsAcceptor {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new([host.to_owned()]).unwrap();
        params.not_before = date_time_ymd(2000, 1, 1);
        params.not_after = date_time_ymd(expires, 1, 1);
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let key = PrivateKeyDer::Pkcs8(key.serialize_der().into());
        let config = ServerConfig::builder().with_no_client_auth();
        Arc::new(config.with_single_cert(vec![certificate.der().clone()], key).unwrap()).into()
    }
}
