// Made by npm run generate: do not edit.
// @ts-nocheck
import type { ValidateFunction } from 'ajv';
import ucs2length from 'ajv/dist/runtime/ucs2length.js';

export const isPact: ValidateFunction = validate20;
const schema31 = {"type":"object","required":["consumer","provider","interactions"],"properties":{"consumer":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1}}},"provider":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1}}},"metadata":{"type":["object","null"]},"interactions":{"type":"array","minItems":1,"items":{"type":"object"}}}};
const func1 = (ucs2length.default ?? ucs2length);

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.consumer === undefined) && (missing0 = "consumer")) || ((data.provider === undefined) && (missing0 = "provider"))) || ((data.interactions === undefined) && (missing0 = "interactions"))){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.consumer !== undefined){
let data0 = data.consumer;
const _errs1 = errors;
if(errors === _errs1){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
let missing1;
if((data0.name === undefined) && (missing1 = "name")){
validate20.errors = [{instancePath:instancePath+"/consumer",schemaPath:"#/properties/consumer/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data0.name !== undefined){
let data1 = data0.name;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(func1(data1) < 1){
validate20.errors = [{instancePath:instancePath+"/consumer/name",schemaPath:"#/properties/consumer/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/consumer/name",schemaPath:"#/properties/consumer/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/consumer",schemaPath:"#/properties/consumer/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.provider !== undefined){
let data2 = data.provider;
const _errs5 = errors;
if(errors === _errs5){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing2;
if((data2.name === undefined) && (missing2 = "name")){
validate20.errors = [{instancePath:instancePath+"/provider",schemaPath:"#/properties/provider/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
if(data2.name !== undefined){
let data3 = data2.name;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data3 === "string"){
if(func1(data3) < 1){
validate20.errors = [{instancePath:instancePath+"/provider/name",schemaPath:"#/properties/provider/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/provider/name",schemaPath:"#/properties/provider/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/provider",schemaPath:"#/properties/provider/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.metadata !== undefined){
let data4 = data.metadata;
const _errs9 = errors;
if((!(data4 && typeof data4 == "object" && !Array.isArray(data4))) && (data4 !== null)){
validate20.errors = [{instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: schema31.properties.metadata.type},message:"must be object,null"}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.interactions !== undefined){
let data5 = data.interactions;
const _errs11 = errors;
if(errors === _errs11){
if(Array.isArray(data5)){
if(data5.length < 1){
validate20.errors = [{instancePath:instancePath+"/interactions",schemaPath:"#/properties/interactions/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
const _errs13 = errors;
if(!(data6 && typeof data6 == "object" && !Array.isArray(data6))){
validate20.errors = [{instancePath:instancePath+"/interactions/" + i0,schemaPath:"#/properties/interactions/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
var valid3 = _errs13 === errors;
if(!valid3){
break;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/interactions",schemaPath:"#/properties/interactions/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":{"consumer":true,"provider":true,"metadata":true,"interactions":true},"dynamicProps":false,"dynamicItems":false};

export const isInteraction: ValidateFunction = validate21;
const schema32 = {"type":"object","required":["description","request","response"],"properties":{"description":{"type":"string","minLength":1},"pending":{"type":["boolean","null"]},"comments":{"type":["object","null"],"properties":{"jira-session-contracts":{"type":"array","items":{"anyOf":[{"type":"object","required":["sends"],"properties":{"sends":{"type":"array","items":{"type":"string"}}}},{"type":"object","required":["anyMediaType"],"properties":{"anyMediaType":{"const":true}}},{"type":"object","required":["anyCookie"],"properties":{"anyCookie":{"const":true}}},{"type":"object","required":["cookieOfAnyPath"],"properties":{"cookieOfAnyPath":{"const":true}}},{"type":"object","required":["anyValue"],"properties":{"anyValue":{"type":"array","items":{"type":["string","integer"]}}}},{"type":"object","required":["ownSite"],"properties":{"ownSite":{"type":"array","items":{"type":["string","integer"]}}}},{"type":"object","required":["sessionCookie"],"properties":{"sessionCookie":{"type":"string"}}},{"type":"object","required":["body","types"],"properties":{"body":{"type":"array","items":{"type":["string","integer"]}},"types":{"type":"array","items":{"enum":["string","number","boolean","object","array","null"]}}}},{"type":"object","required":["header","regex","mayBeAbsent"],"properties":{"header":{"type":"string"},"regex":{"type":"string"},"mayBeAbsent":{"type":"boolean"}}}]}}}},"providerStates":{"type":["array","null"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1},"params":{"type":"object"}}}},"providerState":{"type":["string","null"]},"provider_state":{"type":["string","null"]},"request":{"type":"object","required":["method","path"],"properties":{"query":{"type":["string","object","null"]},"headers":{"type":["object","null"],"additionalProperties":{"anyOf":[{"type":["string","number","boolean"]},{"type":"array","items":{"type":["string","number","boolean"]},"minItems":1}]}},"matchingRules":{"type":["object","null"]},"generators":{"type":["object","null"]},"method":{"type":"string","pattern":"^[A-Za-z]+$"},"path":{"type":"string","minLength":1}}},"response":{"type":"object","required":["status"],"properties":{"query":{"type":["string","object","null"]},"headers":{"type":["object","null"],"additionalProperties":{"anyOf":[{"type":["string","number","boolean"]},{"type":"array","items":{"type":["string","number","boolean"]},"minItems":1}]}},"matchingRules":{"type":["object","null"]},"generators":{"type":["object","null"]},"status":{"type":"integer","minimum":100,"maximum":599}}}}};
const pattern4 = new RegExp("^[A-Za-z]+$", "u");

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.description === undefined) && (missing0 = "description")) || ((data.request === undefined) && (missing0 = "request"))) || ((data.response === undefined) && (missing0 = "response"))){
validate21.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.description !== undefined){
let data0 = data.description;
const _errs1 = errors;
if(errors === _errs1){
if(typeof data0 === "string"){
if(func1(data0) < 1){
validate21.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.pending !== undefined){
let data1 = data.pending;
const _errs3 = errors;
if((typeof data1 !== "boolean") && (data1 !== null)){
validate21.errors = [{instancePath:instancePath+"/pending",schemaPath:"#/properties/pending/type",keyword:"type",params:{type: schema32.properties.pending.type},message:"must be boolean,null"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.comments !== undefined){
let data2 = data.comments;
const _errs5 = errors;
if((!(data2 && typeof data2 == "object" && !Array.isArray(data2))) && (data2 !== null)){
validate21.errors = [{instancePath:instancePath+"/comments",schemaPath:"#/properties/comments/type",keyword:"type",params:{type: schema32.properties.comments.type},message:"must be object,null"}];
return false;
}
if(errors === _errs5){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2["jira-session-contracts"] !== undefined){
let data3 = data2["jira-session-contracts"];
const _errs7 = errors;
if(errors === _errs7){
if(Array.isArray(data3)){
var valid2 = true;
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
const _errs9 = errors;
const _errs10 = errors;
let valid3 = false;
const _errs11 = errors;
if(errors === _errs11){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing1;
if((data4.sends === undefined) && (missing1 = "sends")){
const err0 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/0/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
if(data4.sends !== undefined){
let data5 = data4.sends;
const _errs13 = errors;
if(errors === _errs13){
if(Array.isArray(data5)){
var valid5 = true;
const len1 = data5.length;
for(let i1=0; i1<len1; i1++){
const _errs15 = errors;
if(typeof data5[i1] !== "string"){
const err1 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/sends/" + i1,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/0/properties/sends/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
var valid5 = _errs15 === errors;
if(!valid5){
break;
}
}
}
else {
const err2 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/sends",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/0/properties/sends/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
}
}
else {
const err3 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
var _valid0 = _errs11 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
var props0 = {};
props0.sends = true;
}
const _errs17 = errors;
if(errors === _errs17){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing2;
if((data4.anyMediaType === undefined) && (missing2 = "anyMediaType")){
const err4 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/1/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
else {
if(data4.anyMediaType !== undefined){
if(true !== data4.anyMediaType){
const err5 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/anyMediaType",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/1/properties/anyMediaType/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
}
else {
const err6 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
var _valid0 = _errs17 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.anyMediaType = true;
}
}
const _errs20 = errors;
if(errors === _errs20){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing3;
if((data4.anyCookie === undefined) && (missing3 = "anyCookie")){
const err7 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/2/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
else {
if(data4.anyCookie !== undefined){
if(true !== data4.anyCookie){
const err8 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/anyCookie",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/2/properties/anyCookie/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
}
else {
const err9 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/2/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
var _valid0 = _errs20 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.anyCookie = true;
}
}
const _errs23 = errors;
if(errors === _errs23){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing4;
if((data4.cookieOfAnyPath === undefined) && (missing4 = "cookieOfAnyPath")){
const err10 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/3/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
else {
if(data4.cookieOfAnyPath !== undefined){
if(true !== data4.cookieOfAnyPath){
const err11 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/cookieOfAnyPath",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/3/properties/cookieOfAnyPath/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
}
else {
const err12 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/3/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
var _valid0 = _errs23 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.cookieOfAnyPath = true;
}
}
const _errs26 = errors;
if(errors === _errs26){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing5;
if((data4.anyValue === undefined) && (missing5 = "anyValue")){
const err13 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/4/required",keyword:"required",params:{missingProperty: missing5},message:"must have required property '"+missing5+"'"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
else {
if(data4.anyValue !== undefined){
let data10 = data4.anyValue;
const _errs28 = errors;
if(errors === _errs28){
if(Array.isArray(data10)){
var valid10 = true;
const len2 = data10.length;
for(let i2=0; i2<len2; i2++){
let data11 = data10[i2];
const _errs30 = errors;
if((typeof data11 !== "string") && (!((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))))){
const err14 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/anyValue/" + i2,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/4/properties/anyValue/items/type",keyword:"type",params:{type: schema32.properties.comments.properties["jira-session-contracts"].items.anyOf[4].properties.anyValue.items.type},message:"must be string,integer"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
var valid10 = _errs30 === errors;
if(!valid10){
break;
}
}
}
else {
const err15 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/anyValue",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/4/properties/anyValue/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
}
}
else {
const err16 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/4/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
var _valid0 = _errs26 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.anyValue = true;
}
}
const _errs32 = errors;
if(errors === _errs32){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing6;
if((data4.ownSite === undefined) && (missing6 = "ownSite")){
const err17 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/5/required",keyword:"required",params:{missingProperty: missing6},message:"must have required property '"+missing6+"'"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
else {
if(data4.ownSite !== undefined){
let data12 = data4.ownSite;
const _errs34 = errors;
if(errors === _errs34){
if(Array.isArray(data12)){
var valid12 = true;
const len3 = data12.length;
for(let i3=0; i3<len3; i3++){
let data13 = data12[i3];
const _errs36 = errors;
if((typeof data13 !== "string") && (!((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))))){
const err18 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/ownSite/" + i3,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/5/properties/ownSite/items/type",keyword:"type",params:{type: schema32.properties.comments.properties["jira-session-contracts"].items.anyOf[5].properties.ownSite.items.type},message:"must be string,integer"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
var valid12 = _errs36 === errors;
if(!valid12){
break;
}
}
}
else {
const err19 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/ownSite",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/5/properties/ownSite/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
}
}
else {
const err20 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/5/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
var _valid0 = _errs32 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.ownSite = true;
}
}
const _errs38 = errors;
if(errors === _errs38){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing7;
if((data4.sessionCookie === undefined) && (missing7 = "sessionCookie")){
const err21 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/6/required",keyword:"required",params:{missingProperty: missing7},message:"must have required property '"+missing7+"'"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
else {
if(data4.sessionCookie !== undefined){
if(typeof data4.sessionCookie !== "string"){
const err22 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/sessionCookie",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/6/properties/sessionCookie/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
}
else {
const err23 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/6/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
var _valid0 = _errs38 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.sessionCookie = true;
}
}
const _errs42 = errors;
if(errors === _errs42){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing8;
if(((data4.body === undefined) && (missing8 = "body")) || ((data4.types === undefined) && (missing8 = "types"))){
const err24 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/7/required",keyword:"required",params:{missingProperty: missing8},message:"must have required property '"+missing8+"'"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
else {
if(data4.body !== undefined){
let data15 = data4.body;
const _errs44 = errors;
if(errors === _errs44){
if(Array.isArray(data15)){
var valid15 = true;
const len4 = data15.length;
for(let i4=0; i4<len4; i4++){
let data16 = data15[i4];
const _errs46 = errors;
if((typeof data16 !== "string") && (!((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))))){
const err25 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/body/" + i4,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/7/properties/body/items/type",keyword:"type",params:{type: schema32.properties.comments.properties["jira-session-contracts"].items.anyOf[7].properties.body.items.type},message:"must be string,integer"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
var valid15 = _errs46 === errors;
if(!valid15){
break;
}
}
}
else {
const err26 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/body",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/7/properties/body/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
var valid14 = _errs44 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data4.types !== undefined){
let data17 = data4.types;
const _errs48 = errors;
if(errors === _errs48){
if(Array.isArray(data17)){
var valid16 = true;
const len5 = data17.length;
for(let i5=0; i5<len5; i5++){
let data18 = data17[i5];
const _errs50 = errors;
if(!((((((data18 === "string") || (data18 === "number")) || (data18 === "boolean")) || (data18 === "object")) || (data18 === "array")) || (data18 === "null"))){
const err27 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/types/" + i5,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/7/properties/types/items/enum",keyword:"enum",params:{allowedValues: schema32.properties.comments.properties["jira-session-contracts"].items.anyOf[7].properties.types.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
var valid16 = _errs50 === errors;
if(!valid16){
break;
}
}
}
else {
const err28 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/types",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/7/properties/types/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
var valid14 = _errs48 === errors;
}
else {
var valid14 = true;
}
}
}
}
else {
const err29 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/7/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
var _valid0 = _errs42 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.body = true;
props0.types = true;
}
}
const _errs51 = errors;
if(errors === _errs51){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing9;
if((((data4.header === undefined) && (missing9 = "header")) || ((data4.regex === undefined) && (missing9 = "regex"))) || ((data4.mayBeAbsent === undefined) && (missing9 = "mayBeAbsent"))){
const err30 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/8/required",keyword:"required",params:{missingProperty: missing9},message:"must have required property '"+missing9+"'"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
else {
if(data4.header !== undefined){
const _errs53 = errors;
if(typeof data4.header !== "string"){
const err31 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/header",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/8/properties/header/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
var valid17 = _errs53 === errors;
}
else {
var valid17 = true;
}
if(valid17){
if(data4.regex !== undefined){
const _errs55 = errors;
if(typeof data4.regex !== "string"){
const err32 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/regex",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/8/properties/regex/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
var valid17 = _errs55 === errors;
}
else {
var valid17 = true;
}
if(valid17){
if(data4.mayBeAbsent !== undefined){
const _errs57 = errors;
if(typeof data4.mayBeAbsent !== "boolean"){
const err33 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/mayBeAbsent",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/8/properties/mayBeAbsent/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
var valid17 = _errs57 === errors;
}
else {
var valid17 = true;
}
}
}
}
}
else {
const err34 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/8/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
var _valid0 = _errs51 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.header = true;
props0.regex = true;
props0.mayBeAbsent = true;
}
}
if(!valid3){
const err35 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
validate21.errors = vErrors;
return false;
}
else {
errors = _errs10;
if(vErrors !== null){
if(_errs10){
vErrors.length = _errs10;
}
else {
vErrors = null;
}
}
}
var valid2 = _errs9 === errors;
if(!valid2){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/comments/jira-session-contracts",schemaPath:"#/properties/comments/properties/jira-session-contracts/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.providerStates !== undefined){
let data22 = data.providerStates;
const _errs59 = errors;
if((!(Array.isArray(data22))) && (data22 !== null)){
validate21.errors = [{instancePath:instancePath+"/providerStates",schemaPath:"#/properties/providerStates/type",keyword:"type",params:{type: schema32.properties.providerStates.type},message:"must be array,null"}];
return false;
}
if(errors === _errs59){
if(Array.isArray(data22)){
var valid18 = true;
const len6 = data22.length;
for(let i6=0; i6<len6; i6++){
let data23 = data22[i6];
const _errs61 = errors;
if(errors === _errs61){
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
let missing10;
if((data23.name === undefined) && (missing10 = "name")){
validate21.errors = [{instancePath:instancePath+"/providerStates/" + i6,schemaPath:"#/properties/providerStates/items/required",keyword:"required",params:{missingProperty: missing10},message:"must have required property '"+missing10+"'"}];
return false;
}
else {
if(data23.name !== undefined){
let data24 = data23.name;
const _errs63 = errors;
if(errors === _errs63){
if(typeof data24 === "string"){
if(func1(data24) < 1){
validate21.errors = [{instancePath:instancePath+"/providerStates/" + i6+"/name",schemaPath:"#/properties/providerStates/items/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/providerStates/" + i6+"/name",schemaPath:"#/properties/providerStates/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid19 = _errs63 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data23.params !== undefined){
let data25 = data23.params;
const _errs65 = errors;
if(!(data25 && typeof data25 == "object" && !Array.isArray(data25))){
validate21.errors = [{instancePath:instancePath+"/providerStates/" + i6+"/params",schemaPath:"#/properties/providerStates/items/properties/params/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
var valid19 = _errs65 === errors;
}
else {
var valid19 = true;
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/providerStates/" + i6,schemaPath:"#/properties/providerStates/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid18 = _errs61 === errors;
if(!valid18){
break;
}
}
}
}
var valid0 = _errs59 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.providerState !== undefined){
let data26 = data.providerState;
const _errs67 = errors;
if((typeof data26 !== "string") && (data26 !== null)){
validate21.errors = [{instancePath:instancePath+"/providerState",schemaPath:"#/properties/providerState/type",keyword:"type",params:{type: schema32.properties.providerState.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs67 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.provider_state !== undefined){
let data27 = data.provider_state;
const _errs69 = errors;
if((typeof data27 !== "string") && (data27 !== null)){
validate21.errors = [{instancePath:instancePath+"/provider_state",schemaPath:"#/properties/provider_state/type",keyword:"type",params:{type: schema32.properties.provider_state.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs69 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.request !== undefined){
let data28 = data.request;
const _errs71 = errors;
if(errors === _errs71){
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
let missing11;
if(((data28.method === undefined) && (missing11 = "method")) || ((data28.path === undefined) && (missing11 = "path"))){
validate21.errors = [{instancePath:instancePath+"/request",schemaPath:"#/properties/request/required",keyword:"required",params:{missingProperty: missing11},message:"must have required property '"+missing11+"'"}];
return false;
}
else {
if(data28.query !== undefined){
let data29 = data28.query;
const _errs73 = errors;
if(((typeof data29 !== "string") && (!(data29 && typeof data29 == "object" && !Array.isArray(data29)))) && (data29 !== null)){
validate21.errors = [{instancePath:instancePath+"/request/query",schemaPath:"#/properties/request/properties/query/type",keyword:"type",params:{type: schema32.properties.request.properties.query.type},message:"must be string,object,null"}];
return false;
}
var valid20 = _errs73 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data28.headers !== undefined){
let data30 = data28.headers;
const _errs75 = errors;
if((!(data30 && typeof data30 == "object" && !Array.isArray(data30))) && (data30 !== null)){
validate21.errors = [{instancePath:instancePath+"/request/headers",schemaPath:"#/properties/request/properties/headers/type",keyword:"type",params:{type: schema32.properties.request.properties.headers.type},message:"must be object,null"}];
return false;
}
if(errors === _errs75){
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
for(const key0 in data30){
let data31 = data30[key0];
const _errs78 = errors;
const _errs79 = errors;
let valid22 = false;
const _errs80 = errors;
if(((typeof data31 !== "string") && (!(typeof data31 == "number"))) && (typeof data31 !== "boolean")){
const err36 = {instancePath:instancePath+"/request/headers/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/request/properties/headers/additionalProperties/anyOf/0/type",keyword:"type",params:{type: schema32.properties.request.properties.headers.additionalProperties.anyOf[0].type},message:"must be string,number,boolean"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
var _valid1 = _errs80 === errors;
valid22 = valid22 || _valid1;
const _errs82 = errors;
if(errors === _errs82){
if(Array.isArray(data31)){
if(data31.length < 1){
const err37 = {instancePath:instancePath+"/request/headers/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/request/properties/headers/additionalProperties/anyOf/1/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
else {
var valid23 = true;
const len7 = data31.length;
for(let i7=0; i7<len7; i7++){
let data32 = data31[i7];
const _errs84 = errors;
if(((typeof data32 !== "string") && (!(typeof data32 == "number"))) && (typeof data32 !== "boolean")){
const err38 = {instancePath:instancePath+"/request/headers/" + key0.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i7,schemaPath:"#/properties/request/properties/headers/additionalProperties/anyOf/1/items/type",keyword:"type",params:{type: schema32.properties.request.properties.headers.additionalProperties.anyOf[1].items.type},message:"must be string,number,boolean"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
var valid23 = _errs84 === errors;
if(!valid23){
break;
}
}
}
}
else {
const err39 = {instancePath:instancePath+"/request/headers/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/request/properties/headers/additionalProperties/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
var _valid1 = _errs82 === errors;
valid22 = valid22 || _valid1;
if(!valid22){
const err40 = {instancePath:instancePath+"/request/headers/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/request/properties/headers/additionalProperties/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
validate21.errors = vErrors;
return false;
}
else {
errors = _errs79;
if(vErrors !== null){
if(_errs79){
vErrors.length = _errs79;
}
else {
vErrors = null;
}
}
}
var valid21 = _errs78 === errors;
if(!valid21){
break;
}
}
}
}
var valid20 = _errs75 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data28.matchingRules !== undefined){
let data33 = data28.matchingRules;
const _errs86 = errors;
if((!(data33 && typeof data33 == "object" && !Array.isArray(data33))) && (data33 !== null)){
validate21.errors = [{instancePath:instancePath+"/request/matchingRules",schemaPath:"#/properties/request/properties/matchingRules/type",keyword:"type",params:{type: schema32.properties.request.properties.matchingRules.type},message:"must be object,null"}];
return false;
}
var valid20 = _errs86 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data28.generators !== undefined){
let data34 = data28.generators;
const _errs88 = errors;
if((!(data34 && typeof data34 == "object" && !Array.isArray(data34))) && (data34 !== null)){
validate21.errors = [{instancePath:instancePath+"/request/generators",schemaPath:"#/properties/request/properties/generators/type",keyword:"type",params:{type: schema32.properties.request.properties.generators.type},message:"must be object,null"}];
return false;
}
var valid20 = _errs88 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data28.method !== undefined){
let data35 = data28.method;
const _errs90 = errors;
if(errors === _errs90){
if(typeof data35 === "string"){
if(!pattern4.test(data35)){
validate21.errors = [{instancePath:instancePath+"/request/method",schemaPath:"#/properties/request/properties/method/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z]+$"},message:"must match pattern \""+"^[A-Za-z]+$"+"\""}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/request/method",schemaPath:"#/properties/request/properties/method/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid20 = _errs90 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data28.path !== undefined){
let data36 = data28.path;
const _errs92 = errors;
if(errors === _errs92){
if(typeof data36 === "string"){
if(func1(data36) < 1){
validate21.errors = [{instancePath:instancePath+"/request/path",schemaPath:"#/properties/request/properties/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/request/path",schemaPath:"#/properties/request/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid20 = _errs92 === errors;
}
else {
var valid20 = true;
}
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/request",schemaPath:"#/properties/request/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs71 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.response !== undefined){
let data37 = data.response;
const _errs94 = errors;
if(errors === _errs94){
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
let missing12;
if((data37.status === undefined) && (missing12 = "status")){
validate21.errors = [{instancePath:instancePath+"/response",schemaPath:"#/properties/response/required",keyword:"required",params:{missingProperty: missing12},message:"must have required property '"+missing12+"'"}];
return false;
}
else {
if(data37.query !== undefined){
let data38 = data37.query;
const _errs96 = errors;
if(((typeof data38 !== "string") && (!(data38 && typeof data38 == "object" && !Array.isArray(data38)))) && (data38 !== null)){
validate21.errors = [{instancePath:instancePath+"/response/query",schemaPath:"#/properties/response/properties/query/type",keyword:"type",params:{type: schema32.properties.response.properties.query.type},message:"must be string,object,null"}];
return false;
}
var valid24 = _errs96 === errors;
}
else {
var valid24 = true;
}
if(valid24){
if(data37.headers !== undefined){
let data39 = data37.headers;
const _errs98 = errors;
if((!(data39 && typeof data39 == "object" && !Array.isArray(data39))) && (data39 !== null)){
validate21.errors = [{instancePath:instancePath+"/response/headers",schemaPath:"#/properties/response/properties/headers/type",keyword:"type",params:{type: schema32.properties.response.properties.headers.type},message:"must be object,null"}];
return false;
}
if(errors === _errs98){
if(data39 && typeof data39 == "object" && !Array.isArray(data39)){
for(const key1 in data39){
let data40 = data39[key1];
const _errs101 = errors;
const _errs102 = errors;
let valid26 = false;
const _errs103 = errors;
if(((typeof data40 !== "string") && (!(typeof data40 == "number"))) && (typeof data40 !== "boolean")){
const err41 = {instancePath:instancePath+"/response/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/response/properties/headers/additionalProperties/anyOf/0/type",keyword:"type",params:{type: schema32.properties.response.properties.headers.additionalProperties.anyOf[0].type},message:"must be string,number,boolean"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
var _valid2 = _errs103 === errors;
valid26 = valid26 || _valid2;
const _errs105 = errors;
if(errors === _errs105){
if(Array.isArray(data40)){
if(data40.length < 1){
const err42 = {instancePath:instancePath+"/response/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/response/properties/headers/additionalProperties/anyOf/1/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
else {
var valid27 = true;
const len8 = data40.length;
for(let i8=0; i8<len8; i8++){
let data41 = data40[i8];
const _errs107 = errors;
if(((typeof data41 !== "string") && (!(typeof data41 == "number"))) && (typeof data41 !== "boolean")){
const err43 = {instancePath:instancePath+"/response/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i8,schemaPath:"#/properties/response/properties/headers/additionalProperties/anyOf/1/items/type",keyword:"type",params:{type: schema32.properties.response.properties.headers.additionalProperties.anyOf[1].items.type},message:"must be string,number,boolean"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
var valid27 = _errs107 === errors;
if(!valid27){
break;
}
}
}
}
else {
const err44 = {instancePath:instancePath+"/response/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/response/properties/headers/additionalProperties/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
var _valid2 = _errs105 === errors;
valid26 = valid26 || _valid2;
if(!valid26){
const err45 = {instancePath:instancePath+"/response/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/response/properties/headers/additionalProperties/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
validate21.errors = vErrors;
return false;
}
else {
errors = _errs102;
if(vErrors !== null){
if(_errs102){
vErrors.length = _errs102;
}
else {
vErrors = null;
}
}
}
var valid25 = _errs101 === errors;
if(!valid25){
break;
}
}
}
}
var valid24 = _errs98 === errors;
}
else {
var valid24 = true;
}
if(valid24){
if(data37.matchingRules !== undefined){
let data42 = data37.matchingRules;
const _errs109 = errors;
if((!(data42 && typeof data42 == "object" && !Array.isArray(data42))) && (data42 !== null)){
validate21.errors = [{instancePath:instancePath+"/response/matchingRules",schemaPath:"#/properties/response/properties/matchingRules/type",keyword:"type",params:{type: schema32.properties.response.properties.matchingRules.type},message:"must be object,null"}];
return false;
}
var valid24 = _errs109 === errors;
}
else {
var valid24 = true;
}
if(valid24){
if(data37.generators !== undefined){
let data43 = data37.generators;
const _errs111 = errors;
if((!(data43 && typeof data43 == "object" && !Array.isArray(data43))) && (data43 !== null)){
validate21.errors = [{instancePath:instancePath+"/response/generators",schemaPath:"#/properties/response/properties/generators/type",keyword:"type",params:{type: schema32.properties.response.properties.generators.type},message:"must be object,null"}];
return false;
}
var valid24 = _errs111 === errors;
}
else {
var valid24 = true;
}
if(valid24){
if(data37.status !== undefined){
let data44 = data37.status;
const _errs113 = errors;
if(!((typeof data44 == "number") && (!(data44 % 1) && !isNaN(data44)))){
validate21.errors = [{instancePath:instancePath+"/response/status",schemaPath:"#/properties/response/properties/status/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs113){
if(typeof data44 == "number"){
if(data44 > 599 || isNaN(data44)){
validate21.errors = [{instancePath:instancePath+"/response/status",schemaPath:"#/properties/response/properties/status/maximum",keyword:"maximum",params:{comparison: "<=", limit: 599},message:"must be <= 599"}];
return false;
}
else {
if(data44 < 100 || isNaN(data44)){
validate21.errors = [{instancePath:instancePath+"/response/status",schemaPath:"#/properties/response/properties/status/minimum",keyword:"minimum",params:{comparison: ">=", limit: 100},message:"must be >= 100"}];
return false;
}
}
}
}
var valid24 = _errs113 === errors;
}
else {
var valid24 = true;
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/response",schemaPath:"#/properties/response/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs94 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":{"description":true,"pending":true,"comments":true,"providerStates":true,"providerState":true,"provider_state":true,"request":true,"response":true},"dynamicProps":false,"dynamicItems":false};
