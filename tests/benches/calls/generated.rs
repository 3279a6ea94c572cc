//! The calls of generated clients.

use crate::caller::Caller;
use crate::harness::Failure;

#[derive(Clone)]
pub(crate) struct Generated {
    keys: keymint::Client,
    traffic: test_traffic::Client,
}

impl Caller for Generated {
    fn new(server: &str) -> Result<Self, Failure> {
        let runtime = statusful::Client::builder().server(server).bearer_auth("token").build()?;
        Ok(Self { keys: runtime.clone().into(), traffic: runtime.into() })
    }

    async fn key(&self, id: &str) -> Result<usize, Failure> {
        let key = self.keys.get_auth_response_request_id(id).await?.ok()?;
        Ok(key.api_key.expose_secret().len() + key.name.len())
    }

    async fn events(&self) -> Result<usize, Failure> {
        let mut events = self.traffic.events().await?.into_inner();
        let mut sum = 0;
        while let Some(event) = events.next().await {
            sum += usize::try_from(event?.data.g)?;
        }
        Ok(sum)
    }
}
