//! Bodies of parts that are not forms.

use statusful::{Form, MultipartPart};
use statusful_tests::{Answer, Recorded, Server};
use test_edges::parts::AddLabelForm;
use test_edges::types::Parcel;
use test_edges::{Client, mock};

use super::client;

async fn sent(call: impl AsyncFnOnce(Client)) -> Recorded {
    let server = Server::answering(Answer::status(204)).await;
    call(client(&server.url())).await;
    server.only_request()
}

/// Returns the body with `BOUNDARY` for the boundary that its media type names.
fn body(request: &Recorded, media_type: &str) -> String {
    let boundary = request.header("content-type").strip_prefix(&format!("{media_type}; boundary=")).unwrap();
    String::from_utf8_lossy(&request.body).replace(boundary, "BOUNDARY").replace("\r\n", "\n")
}

#[tokio::test]
async fn related_parts_are_in_the_order_of_the_document() {
    let label = AddLabelForm::new(Parcel::new("7 kg"), MultipartPart::new("pixels"));
    let request = sent(async |client| drop(client.add_label(label).await.unwrap())).await;
    insta::assert_snapshot!(body(&request, "multipart/related"), @r#"
    --BOUNDARY
    Content-Disposition: form-data; name="parcel"
    Content-Type: application/json

    {"weight":"7 kg"}
    --BOUNDARY
    Content-Disposition: form-data; name="image"; filename="image"
    Content-Type: image/png

    pixels
    --BOUNDARY--
    "#);
}

#[tokio::test]
async fn mixed_parts_are_up_to_the_caller() {
    let mut form = Form::new();
    form.file_as("first", "application/http", "GET /parcels/7");
    let request = sent(async |client| drop(client.send_batch(form).await.unwrap())).await;
    insta::assert_snapshot!(body(&request, "multipart/mixed"), @r#"
    --BOUNDARY
    Content-Disposition: form-data; name="first"; filename="first"
    Content-Type: application/http

    GET /parcels/7
    --BOUNDARY--
    "#);
}

#[tokio::test]
async fn the_mock_reads_them() {
    let server = mock::start().await.unwrap();
    let label = AddLabelForm::new(Parcel::new("7 kg"), MultipartPart::new("pixels"));
    client(&server.url()).add_label(label).await.unwrap();
}
